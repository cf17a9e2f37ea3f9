// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tokka.DataClass;
import dev.tokka.Description;
import dev.tokka.Endpoint;
import dev.tokka.PolicyViolationException;
import dev.tokka.PolicyViolationException.Reason;
import dev.tokka.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EgressPolicyTest {

    private static final Endpoint HOSTED = Endpoint.of("https://api.example.com/v1");

    @TempDir
    private Path folder;

    @Test
    void whatNoRulePermitsIsDenied() {
        assertThatExceptionOfType(PolicyViolationException.class)
                .isThrownBy(() -> EgressPolicy.of().require(HOSTED, DataClass.PUBLIC))
                .withMessage("egress: expected a rule that permits to send to https://api.example.com/v1 but there is"
                        + " none")
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.EGRESS));
    }

    @Test
    void aRulePermitsUpToItsClass() {
        EgressPolicy policy = EgressPolicy.of(EgressRule.of("api.example.com", DataClass.INTERNAL));

        policy.require(HOSTED, DataClass.PUBLIC);
        policy.require(HOSTED, DataClass.INTERNAL);

        assertThatExceptionOfType(PolicyViolationException.class)
                .isThrownBy(() -> policy.require(HOSTED, DataClass.CONFIDENTIAL))
                .withMessage("egress: expected data of class INTERNAL or lower for https://api.example.com/v1 but it is"
                        + " CONFIDENTIAL");
        assertThatExceptionOfType(PolicyViolationException.class)
                .isThrownBy(() -> policy.require(HOSTED, DataClass.RESTRICTED))
                .withMessageEndingWith("it is RESTRICTED, as all is that declares no class");
    }

    @Test
    void aPartIsPermittedIfAllThatItSendsToIs() {
        EgressPolicy policy = EgressPolicy.of(EgressRule.of("api.example.com", DataClass.INTERNAL));
        Description encoder = Description.of("encoder").sendingTo(HOSTED);
        Description tree = Description.of("own part").sendingNothing().withPart(encoder);

        policy.require(tree, DataClass.INTERNAL);
        policy.require(Description.of("own part").sendingNothing(), DataClass.RESTRICTED);

        assertThatExceptionOfType(PolicyViolationException.class)
                .isThrownBy(() -> policy.require(tree, DataClass.CONFIDENTIAL))
                .withMessageContaining("expected data of class INTERNAL or lower for https://api.example.com/v1");
        assertThatExceptionOfType(PolicyViolationException.class)
                .isThrownBy(() -> policy.require(DataClass.RESTRICTED.describe(tree), DataClass.PUBLIC))
                .withMessageContaining("but it is RESTRICTED");
        assertThatExceptionOfType(PolicyViolationException.class)
                .isThrownBy(() -> policy.require(tree.withPart(Description.of("own part")), DataClass.PUBLIC))
                .withMessageContaining("but 'own part' says neither");
    }

    @Test
    void onlyARuleThatSaysSoPermitsMoreOnceItIsDeidentified() {
        EgressRule rule = EgressRule.of("api.example.com", DataClass.INTERNAL);
        EgressPolicy policy = EgressPolicy.of(rule.withDeidentified(DataClass.CONFIDENTIAL));

        policy.requireDeidentified(HOSTED, DataClass.CONFIDENTIAL);

        assertThat(policy.highest(HOSTED)).contains(DataClass.INTERNAL);
        assertThat(EgressPolicy.of(rule).highestDeidentified(HOSTED)).contains(DataClass.INTERNAL);
        assertThatExceptionOfType(PolicyViolationException.class)
                .isThrownBy(() -> policy.requireDeidentified(HOSTED, DataClass.RESTRICTED))
                .withMessageContaining("expected de-identified data of class CONFIDENTIAL or lower");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rule.withDeidentified(DataClass.PUBLIC))
                .withMessage("deidentified must be INTERNAL or higher, as without, but is PUBLIC");
    }

    @Test
    void aRuleOfARegionIsAboutEndpointsThatDeclareIt() {
        EgressPolicy policy =
                EgressPolicy.of(EgressRule.of("*.example.com", DataClass.PUBLIC).inRegion("jp"));

        assertThat(policy.highest(HOSTED.inRegion("jp"))).contains(DataClass.PUBLIC);
        assertThat(policy.highest(HOSTED.inRegion("eu"))).isEmpty();
        assertThat(policy.highest(HOSTED)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "api.example.com, https://api.example.com/v1/chat, true",
        "api.example.com, http://api.example.com, false",
        "api.example.com, https://api.example.com:8443, false",
        "api.example.com, https://api.example.com.evil.org, false",
        "api.example.com, https://evil-api.example.com, false",
        "https://api.example.com/v1, https://api.example.com/v1/chat, true",
        "https://api.example.com/v1, https://api.example.com/v10, false",
        "https://api.example.com/v1, https://api.example.com, false",
        "*.example.com, https://a.b.example.com/v1, true",
        "*.example.com, https://example.com, false",
        "*.example.com, https://badexample.com, false",
        "*.example.com, https://api.example.com.evil.org, false",
        "http://*.example.com:8000/v1, http://a.example.com:8000/v1, true",
        "http://*.example.com:8000/v1, http://a.example.com:8001/v1, false",
        "*, https://anywhere.org/x, true",
        "*, http://anywhere.org, false",
        "*/v1, https://anywhere.org/v2, false",
        "http://localhost:8000, http://LOCALHOST:8000/v1, true",
        "postgresql://db:5432/bank, postgresql://db/bank, true",
    })
    void aPatternMatchesWhatItSays(String pattern, String address, boolean matches) {
        EndpointPattern parsed = EndpointPattern.parse(pattern);

        assertThat(parsed.matches(Endpoint.of(address))).isEqualTo(matches);
        assertThat(EndpointPattern.parse(parsed.toString())).isEqualTo(parsed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "https://", "api.*.com", "https://u:secret@example.com", "a.com/x?secret", "ftp://a.com"})
    void whatIsNoPatternIsRefusedAndNotRepeated(String pattern) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EndpointPattern.parse(pattern))
                .satisfies(refusal -> assertThat(refusal).hasMessageNotContaining("secret"));
    }

    @Property(tries = 300)
    void theOrderOfRulesDoesNotMatterAndMoreRulesNeverPermitLess(@ForAll Random random) {
        List<EgressRule> rules = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            rules.add(RandomPolicies.rule(random));
        }
        EgressPolicy policy = new EgressPolicy(rules);
        List<EgressRule> shuffled = new ArrayList<>(rules);
        Collections.shuffle(shuffled, random);
        EgressPolicy less = new EgressPolicy(rules.subList(0, 3));

        for (Endpoint endpoint : RandomPolicies.ENDPOINTS) {
            assertThat(new EgressPolicy(shuffled).highest(endpoint)).isEqualTo(policy.highest(endpoint));
            less.highest(endpoint)
                    .ifPresent(highest -> assertThat(
                                    highest.isAtMost(policy.highest(endpoint).orElseThrow()))
                            .isTrue());
            assertThat(PolicyDescription.read(PolicyDescription.of(policy))).isEqualTo(policy);
        }
    }

    @Test
    void aPolicyStandsInAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("egress.yaml"), """
                rules:
                  - {to: "http://localhost:8000", up-to: restricted}
                  - {to: "https://api.example.com/v1", region: jp, up-to: internal, deidentified-up-to: confidential}
                """);

        assertThat(EgressPolicy.read(file))
                .isEqualTo(EgressPolicy.of(
                        EgressRule.of("http://localhost:8000", DataClass.RESTRICTED),
                        EgressRule.of("https://api.example.com/v1", DataClass.INTERNAL)
                                .inRegion("jp")
                                .withDeidentified(DataClass.CONFIDENTIAL)));
    }

    @Test
    void allThatIsWrongInAFileIsToldWithItsPlace() throws IOException {
        Path file = Files.writeString(folder.resolve("egress.yaml"), """
                rules:
                  - {to: "https://api.example.com/v1", upto: internal}
                  - {to: "https://api.example.com/v1", up-to: secret}
                """);

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> EgressPolicy.read(file))
                .withMessageContaining("2:")
                .withMessageContaining("(did you mean 'up-to'?)")
                .withMessageContaining("expected one of confidential, internal, public, restricted");
    }
}
