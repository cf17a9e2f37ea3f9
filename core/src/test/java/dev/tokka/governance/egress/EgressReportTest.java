// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.Answer;
import dev.tokka.DataClass;
import dev.tokka.DomainModel;
import dev.tokka.DomainModels;
import dev.tokka.Endpoint;
import dev.tokka.Sending;
import dev.tokka.governance.privacy.Detectors;
import dev.tokka.governance.privacy.Privacy;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class EgressReportTest {

    private static final EgressPolicy POLICY = EgressPolicy.of(
            EgressRule.of("http://localhost:8000", DataClass.RESTRICTED),
            EgressRule.of("api.example.com", DataClass.INTERNAL)
                    .inRegion("jp")
                    .withDeidentified(DataClass.CONFIDENTIAL));

    private final DomainModel house = Leaf.at("http://localhost:8000/v1", new ArrayList<>());
    private final DomainModel vendor = new Leaf(
            "large",
            Sending.to(Endpoint.of("https://api.example.com/v1").inRegion("jp")),
            Leaf.Outcome.REPLIES,
            new ArrayList<>());

    @Test
    void everyEndpointIsListedWithWhatCanReachIt() {
        DomainModel model = Egress.guarded(
                DomainModels.fallback(
                        DomainModels.cleared(house, DataClass.CONFIDENTIAL),
                        new Carrying(Privacy.redacted(vendor, Detectors.emails()), DataClass.INTERNAL, true),
                        vendor,
                        Leaf.at("https://elsewhere.org", new ArrayList<>())),
                POLICY);

        EgressReport report = EgressReport.of(model);

        assertThat(report).hasToString("""
                http://localhost:8000/v1: up to CONFIDENTIAL, from 'chat large'
                https://api.example.com/v1 in jp: up to CONFIDENTIAL, de-identified, from 'chat large'
                https://api.example.com/v1 in jp: up to INTERNAL, from 'chat large'
                https://elsewhere.org: nothing, from 'chat large'
                passages and examples: up to INTERNAL
                """);
        assertThat(report.isComplete()).isTrue();
    }

    @Test
    void whatIsUnknownOrByNoPolicyIsNamed() {
        DomainModel lambda = question -> Answer.reply("sent to anybody");

        EgressReport report = EgressReport.of(vendor.orElse(lambda));

        assertThat(report.isComplete()).isFalse();
        assertThat(report).hasToString("""
                https://api.example.com/v1 in jp: up to RESTRICTED, by no policy, from 'chat large'
                unknown: from 'opaque lambda'
                passages and examples: no class declared
                """);
    }

    @Test
    void aModelOfWhichNothingLeavesSaysSo() {
        DomainModel local = new Leaf("small", Sending.nothing(), Leaf.Outcome.REPLIES, new ArrayList<>());

        assertThat(EgressReport.of(local)).hasToString("nothing leaves\npassages and examples: no class declared\n");
        assertThat(EgressReport.of(local).isComplete()).isTrue();
    }
}
