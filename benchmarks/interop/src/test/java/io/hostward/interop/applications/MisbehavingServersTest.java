package io.hostward.interop.applications;

import static io.hostward.interop.applications.Orders.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.interop.applications.Running.Ended;
import io.hostward.lab.Lab;
import io.hostward.net.Thumbprint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Servers that are not who they should be, or give no answer that ends: whatever runtimes are on
 * the class path, they are refused in words, within bounds of time and of the heap, and who is not
 * trusted gets no password, no session and no ticket.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class MisbehavingServersTest {
  private static final Map<String, Running> APPLICATIONS = new HashMap<>();
  private static final long LONGEST_MILLIS = 20_000;
  private static final Pattern SECRET =
      Pattern.compile("vmware_(?:soap_session|cgi_ticket)=\"?([^\";\\s]+)");

  @TempDir Path folder;
  private final Lab lab = Lab.start();
  private final LabBehind behind = new LabBehind(lab);
  private final StringBuffer cookies = new StringBuffer();

  /** Where it misbehaves. */
  enum Place {
    /** vCenter, as it is to log somebody in. */
    SDK,
    /** A host, as it is to take a file. */
    HOST,
    /** vCenter, as it is to take a file. */
    RELAY
  }

  static Stream<Arguments> cases() {
    return Stream.of("plain", "jax-ws", "cxf")
        .flatMap(
            application ->
                Stream.of(Place.values())
                    .flatMap(
                        place ->
                            Stream.of(Misbehaviour.values())
                                .map(what -> Arguments.of(application, place, what))));
  }

  @AfterEach
  void close() {
    lab.close();
  }

  @AfterAll
  static void end() {
    APPLICATIONS.values().forEach(Running::close);
    APPLICATIONS.clear();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isRefused(String application, Place place, Misbehaviour what) throws Exception {
    Running running =
        APPLICATIONS.computeIfAbsent(application, name -> Application.of(name).start());
    try (Front elsewhere = new Front(Identities.TRUSTED, (request, out) -> false);
        Front front = front(place, what, elsewhere)) {
      Ended ended = running.carryOut(order(place, what, front));

      assertThat(ended.get("ended")).as(running.output()).isEqualTo("refused");
      assertThat(ended.get("type")).isIn("VSphereException", "UploadException");
      assertThat(ended.words())
          .contains(front.authority())
          .contains(what.words(place == Place.SDK));
      assertThat(ended.millis()).isLessThan(LONGEST_MILLIS);
      assertThat(front.heardAsAStranger()).isEmpty();
      assertThat(elsewhere.connections()).isZero();
      assertThat(front.connections()).isPositive();
      assertThat(running.output()).doesNotContain(lab.user().password(), "OutOfMemoryError");
      Matcher secret = SECRET.matcher(cookies);
      while (secret.find()) {
        assertThat(running.output()).doesNotContain(secret.group(1));
      }
      assertThat(lab.datastore("vmstore").files()).isEmpty();
    }
  }

  private Front front(Place place, Misbehaviour what, Front elsewhere) throws IOException {
    Front[] self = new Front[1];
    self[0] =
        new Front(
            place == Place.RELAY ? Identities.TRUSTED : what.identity(),
            (request, out) -> {
              cookies.append(request.header("Cookie")).append('\n');
              if (place != Place.HOST && request.path().startsWith("/sdk")) {
                if (place == Place.RELAY && request.calls("CurrentTime")) {
                  // The last call before the file.
                  self[0].become(what.identity());
                }
                if (place == Place.RELAY || !request.calls("Login")) {
                  return behind.passOn(request, out);
                }
              }
              what.answer(out, "https://" + elsewhere.authority() + request.path());
              return false;
            });
    return self[0];
  }

  private Map<String, String> order(Place place, Misbehaviour what, Front front)
      throws IOException {
    String trust =
        what == Misbehaviour.WRONG_PIN
            ? "" + Thumbprint.of(Identities.TRUSTED.getCertificate(), Thumbprint.Algorithm.SHA256)
            : "" + Identities.authority(folder);
    Map<String, String> order = with(Orders.upload(lab), "callTimeout", what.timeout());
    if (place == Place.HOST) {
      return with(
          order,
          "hosts",
          "ESX1=" + front.authority(),
          "policy",
          "pinned,host=ESX1",
          "hostTrust",
          trust,
          "routes",
          "DIRECT_ONLY");
    }
    return with(
        order,
        "url",
        "https://" + front.authority() + "/sdk",
        "trust",
        trust,
        "routes",
        "RELAY_ONLY");
  }
}
