package io.hostward.selector;

import static io.hostward.selector.Inventories.context;
import static io.hostward.selector.Inventories.host;
import static io.hostward.selector.Inventories.inCluster;
import static io.hostward.selector.Inventories.names;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hostward.ranking.Selection;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyCatalogTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lest-loaded; 1; there is no policy 'lest-loaded'; there are: avoid, failed-last, fastest, first-of, first-usable, least-loaded, none, pinned, prefer, random, require, round-robin, same-subnet, vcenter-default, weighted",
        "''; 1; the name of a policy is missing; there are: avoid,",
        "same-subnet,then=lest-loaded; 18; there is no policy 'lest-loaded'",
        "same-subnet,then=(least-loaded,tise=1); 32; the policy 'least-loaded' has no option 'tise'; it has: half-life, seed, ties",
        "same-subnet,then=least-loaded,ties=x; 36; ties is a number from 0.0 to 10.0, was: 'x'",
        "least-loaded,; 14; an option reads key=value, was: ''",
        "least-loaded,ties; 14; an option reads key=value, was: 'ties'",
        "least-loaded,half-life=soon; 24; half-life is a duration such as 500ms, 20s, 5m or 1h",
        "first-of,of=(random; 20; a parenthesis is not closed",
        "first-of,of=random); 19; a parenthesis is closed that was not opened",
        "first-of; 1; first-of needs at least one policy",
        "pinned; 1; at least one name is needed",
        "require,subnet=10.0.0.0/99; 16; a subnet reads like 192.0.2.0/24",
        "require,then=random; 1; 'require' needs one of host, cluster or subnet, was: 0",
        "weighted,x=random; 10; a weight is a number, was: 'x'",
        "weighted,-1=random; 10; a weight is 0 to 1000000000, was: -1.0",
        "random,seed=1.5; 13; seed is a whole number, was: '1.5'"
      })
  void aBadStringIsRefusedWithPositionAndRemedy(String line) {
    String[] parts = line.split("; ", 3);
    String text = parts[0].strip().replace("''", "");
    PolicySyntaxException e =
        catchThrowableOfType(PolicySyntaxException.class, () -> HostPolicies.named(text));

    assertThat(e)
        .hasMessageContaining(parts[2])
        .hasMessageContaining("position " + parts[1].strip());
    assertThat(e.position()).isEqualTo(Integer.parseInt(parts[1].strip()));
  }

  @Property(tries = 5000)
  void anyStringIsReadOrRefusedInOneWay(
      @ForAll
          @CharRange(from = '(', to = '=')
          @CharRange(from = 'a', to = 'z')
          @StringLength(max = 40)
          String text) {
    try {
      assertThat(HostPolicies.named("least-loaded" + text)).isNotNull();
    } catch (PolicySyntaxException e) {
      assertThat(e.position()).isBetween(1, text.length() + 13);
      assertThat(e.getMessage()).startsWith("position " + e.position());
    }
  }

  @Example
  void thenTakesTheRestAndParenthesesEnclose() {
    var snapshot =
        Inventories.of(inCluster("a", "Test"), inCluster("b", "Prod"), inCluster("c", "Prod"));

    Selection rest =
        HostPolicies.named("prefer, cluster=prod ,then=avoid,host=b,then=first-usable")
            .select(snapshot, context());
    assertThat(names(rest)).containsExactly("c", "b", "a");

    Selection enclosed =
        HostPolicies.named("first-of,of=(pinned,host=c|b),of=first-usable")
            .select(snapshot, context());
    assertThat(names(enclosed)).containsExactly("c", "b", "a");
    assertThat(enclosed.policy()).isEqualTo("first-of,of=(pinned,host=c|b),of=(first-usable)");
  }

  @Example
  void othersAddTheirOwnAsALambda() {
    PolicyCatalog catalog =
        PolicyCatalog.standard()
            .with(
                "last",
                options -> {
                  boolean shout = options.texts("shout").contains("yes");
                  return (snapshot, context) -> {
                    Selection usual = HostPolicies.firstUsable().select(snapshot, context);
                    var reversed = new java.util.ArrayList<>(usual.ranked());
                    java.util.Collections.reverse(reversed);
                    return new Selection(shout ? "LAST" : "last", reversed, usual.refused());
                  };
                });
    Selection selection =
        catalog
            .parse("prefer,host=b,then=last,shout=yes")
            .select(Inventories.of(host("a"), host("b"), host("c")), context());

    assertThat(names(selection)).containsExactly("b", "c", "a");
    assertThat(selection.policy()).endsWith("then=LAST");
    assertThat(catalog.names()).contains("last", "least-loaded");
  }
}
