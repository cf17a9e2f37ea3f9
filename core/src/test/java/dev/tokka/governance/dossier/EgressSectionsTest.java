// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tokka.Answer;
import dev.tokka.DataClass;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.Endpoint;
import dev.tokka.Question;
import dev.tokka.governance.egress.Egress;
import dev.tokka.governance.egress.EgressPolicy;
import dev.tokka.governance.egress.EgressRule;
import dev.tokka.governance.privacy.Detectors;
import dev.tokka.governance.privacy.Privacy;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EgressSectionsTest {

    private static final EgressPolicy POLICY = EgressPolicy.of(
            EgressRule.of("http://models.bank.example:8000", DataClass.RESTRICTED),
            EgressRule.of("https://api.example.com/v1", DataClass.INTERNAL)
                    .inRegion("eu-west-1")
                    .withDeidentified(DataClass.CONFIDENTIAL));

    /** A model that only says what it is. */
    private record Told(Description description) implements DomainModel {

        @Override
        public Answer answer(Question question) {
            throw new IllegalStateException("a dossier asks nobody");
        }

        @Override
        public Description describe() {
            return description;
        }
    }

    private static DomainModel chat(String name, String address) {
        return new Told(Description.of("chat", name).sendingTo(Endpoint.of(address)));
    }

    private static Description mixed() {
        DomainModel hosted = new Told(Description.of("chat", "large-2")
                .sendingTo(Endpoint.of("https://api.example.com/v1").inRegion("eu-west-1"))
                .withPart(DataClass.INTERNAL.describe(
                        Description.of("index", "handbook").sendingNothing())));
        DomainModel guarded = Egress.guarded(
                chat("small-1", "http://models.bank.example:8000/v1")
                        .orElse(Privacy.redacted(hosted, Detectors.emails()))
                        .orElse(chat("stray", "https://elsewhere.example")),
                POLICY);
        return guarded.orElse(chat("open", "https://open.example/v1"))
                .orElse(new Told(Description.of("own part", "x")))
                .describe();
    }

    @Test
    void eachEndpointIsARowWithWhatCanReachIt() {
        Section section = section(mixed());

        assertThat(section.principle()).isEqualTo(Principle.EXTERNAL_RESOURCES);
        assertThat(section.model()).contains("fee-desk");
        assertThat(rows(section, Wording.ENGLISH))
                .containsExactly(
                        "http://models.bank.example:8000/v1 | not declared | 'chat small-1' | RESTRICTED | no | yes",
                        "https://api.example.com/v1 | eu-west-1 | 'chat large-2' | CONFIDENTIAL | yes | yes",
                        "https://elsewhere.example | not declared | 'chat stray' | nothing | no | yes",
                        "https://open.example/v1 | not declared | 'chat open' | RESTRICTED | no | no",
                        "unknown | unknown | 'own part x' | unknown | unknown | unknown");
        assertThat(rows(section, Wording.JAPANESE))
                .contains(
                        "https://elsewhere.example | 指定なし | 'chat stray' | なし（送信不可） | いいえ | はい",
                        "不明 | 不明 | 'own part x' | 不明 | 不明 | 不明");
        assertThat(section.notes().get(0).english()).startsWith("Parts that are unknown say neither");
        assertThat(section.notes().get(1).english())
                .isEqualTo("The highest class that a source of passages or examples declares: INTERNAL.");
    }

    /** What a description says, and how the two notes on it begin. */
    private record Case(Description model, String verdict, String sources, int rows) {}

    static Stream<Case> verdicts() {
        Description nowhere = Description.of("own model").sendingNothing();
        String open = "No source of passages or examples declares a class.";
        DomainModel chat = chat("large-2", "https://api.example.com/v1");
        return Stream.of(
                new Case(nowhere, "By its description nothing leaves the process.", open, 0),
                new Case(
                        DataClass.PUBLIC.describe(nowhere),
                        "By its description nothing leaves the process.",
                        "The highest class that a source of passages or examples declares: PUBLIC.",
                        0),
                new Case(chat.describe(), "Not all that is sent is sent under a policy.", open, 1),
                new Case(Egress.guarded(chat, POLICY).describe(), "All that is sent is sent under a policy.", open, 1),
                new Case(Description.of("own part"), "Parts that are unknown say neither", open, 1));
    }

    @ParameterizedTest
    @MethodSource("verdicts")
    void theNotesSayHowItStands(Case each) {
        Section section = section(each.model());

        assertThat(section.notes().get(0).english()).startsWith(each.verdict());
        assertThat(section.notes().get(1).english()).isEqualTo(each.sources());
        assertThat(rows(section, Wording.ENGLISH)).hasSize(each.rows());
        section.notes().forEach(note -> assertThat(note.japanese()).matches(".*[\\p{IsHan}\\p{IsHiragana}].*"));
    }

    @Test
    void aModelThatNobodyBuiltHasNothingRecorded() {
        assertThat(EgressSections.destinations(Desk.draft("loan-desk")).isEmpty())
                .isTrue();
    }

    /** A record may hold whatever a part of somebody else wrote; the dossier is made all the same. */
    @Test
    void whatCannotBeReadIsUnknown() {
        for (Description broken : List.of(
                Description.of("own part").with("endpoint", "somewhere"),
                Description.of("own part").sendingNothing().with("data class", "SECRET"),
                Description.of("egress").withPart(Description.of("egress rule", "x.example")))) {
            Section section = section(broken);

            assertThat(section.notes()).hasSize(1);
            assertThat(section.notes().get(0).english()).startsWith("Unknown: ");
            assertThat(section.table()).isEmpty();
        }
    }

    @Test
    void allFormsInBothLanguagesShowItAndNamesAreOnlyText() throws IOException {
        DomainModel hostile = new Told(Description.of("chat", "<script>alert(1)</script>\u202E|")
                .sendingTo(Endpoint.of("https://api.example.com/v1").inRegion("<b>[x](http://y.example)")));
        Dossier dossier =
                Desk.dossier(Desk.made("fee-desk", hostile.describe())).build();

        for (Wording wording : Wording.values()) {
            assertThat(HtmlDossier.write(dossier, wording))
                    .contains(
                            wording == Wording.ENGLISH
                                    ? "Where data may be sent, and which data"
                                    : "データの送信先と、送信されうるデータ",
                            "<td>https://api.example.com/v1</td>",
                            "chat &lt;script&gt;alert(1)&lt;/script&gt;⟨U+202E⟩|",
                            "&lt;b&gt;[x](http://y.example)")
                    .doesNotContain("<script", "<b>", "\u202E");
            assertThat(MarkdownDossier.write(dossier, wording))
                    .contains("| https\\://api.example.com/v1 |", "\\<b\\>\\[x\\](http\\://y.example)")
                    .contains("'chat \\<script\\>alert(1)\\</script\\>⟨U+202E⟩\\|'");
        }
        JsonNode sections =
                new JsonMapper().readTree(JsonDossier.write(dossier)).at("/principles/6/sections");
        JsonNode section = sections.get(sections.size() - 1);
        assertThat(section.at("/title/ja").asText()).isEqualTo("データの送信先と、送信されうるデータ");
        assertThat(section.at("/table/rows/0/0").asText()).isEqualTo("https://api.example.com/v1");
        assertThat(section.at("/table/rows/0/5/en").asText()).isEqualTo("no");
    }

    private static Section section(Description model) {
        Dossier dossier = Desk.dossier(Desk.made("fee-desk", model)).build();
        List<Section> sections = dossier.sections(Principle.EXTERNAL_RESOURCES);
        return sections.get(sections.size() - 1);
    }

    private static List<String> rows(Section section, Wording wording) {
        return section.table().stream()
                .flatMap(table -> table.rows().stream())
                .map(row -> String.join(
                        " | ", row.stream().map(cell -> cell.in(wording)).toList()))
                .toList();
    }
}
