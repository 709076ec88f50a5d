package io.hostward.bulk.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hostward.bulk.delivery.Delivery;
import io.hostward.bulk.delivery.SourceFile;
import io.hostward.inventory.DatastorePath;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DatastoreNamesTest {
  private final DatastoreNames names =
      DatastoreNames.of(
          List.of(
              info("vmstore", "", "/DC/datastore/vmstore", "datastore-1", "both"),
              info("m1", "pod", "/DC/datastore/pod/m1", "datastore-2", "both"),
              info("m2", "pod", "/DC/datastore/pod/m2", "datastore-3", "vmstore")));

  private static DatastoreInfo info(String name, String cluster, String... others) {
    return new DatastoreInfo(
        name, Optional.of(cluster).filter(c -> !c.isEmpty()), Set.of(), Set.of(others));
  }

  private static Delivery to(String target) {
    return new Delivery(
        new SourceFile("/src/a", "a", OptionalLong.of(1), Optional.empty(), Optional.empty()),
        DatastorePath.parse(target));
  }

  @Test
  void allNamesOfADatastoreComeToOneAndItIsRememberedHowItWasWritten() {
    for (String target :
        List.of("[vmstore] a/b", "[datastore-1] a/b", "[/DC/datastore/vmstore] a/b")) {
      assertThat(names.of(to(target)).target()).hasToString("[vmstore] a/b");
    }
    assertThat(names.heard("vmstore")).containsExactly("[/DC/datastore/vmstore]", "[datastore-1]");
    assertThat(names.heard("m1")).isEmpty();
  }

  @Test
  void aNameThatNoneOrTwoHaveOrThatDiffersInCapitalsStaysAsItIsWritten() {
    for (String name : List.of("none", "both", "VMSTORE", "Datastore-1")) {
      assertThat(names.of(name)).isEqualTo(name);
    }
    assertThat(names.of("vmstore")).as("a first name goes before others").isEqualTo("vmstore");
  }

  @Test
  void aClusterIsNoDatastore() {
    for (String pod : List.of("[pod] a", "[/DC/datastore/pod] a")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> names.of(to(pod)))
          .withMessageContaining("is a datastore cluster")
          .withMessageContaining("one of [m1], [m2]");
    }
    DatastoreNames twins = DatastoreNames.of(List.of(info("pod", ""), info("m1", "pod")));
    assertThat(twins.of(to("[pod] a")).target()).hasToString("[pod] a");
  }
}
