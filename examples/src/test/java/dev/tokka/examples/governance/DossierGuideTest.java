// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.governance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.DomainModel;
import dev.tokka.governance.audit.AuditLog;
import dev.tokka.governance.audit.AuditReader;
import dev.tokka.governance.audit.Checkpoint;
import dev.tokka.governance.dossier.Attachment;
import dev.tokka.governance.dossier.AuditSummary;
import dev.tokka.governance.dossier.Dossier;
import dev.tokka.governance.dossier.DossierFiles;
import dev.tokka.governance.dossier.Gap;
import dev.tokka.governance.dossier.Phrase;
import dev.tokka.governance.dossier.Principle;
import dev.tokka.governance.dossier.Section;
import dev.tokka.governance.dossier.Table;
import dev.tokka.governance.inventory.Development.Recipe;
import dev.tokka.governance.inventory.EvidencePolicy;
import dev.tokka.governance.inventory.Lifecycle;
import dev.tokka.governance.inventory.ModelInventory;
import dev.tokka.governance.inventory.ModelRecord;
import dev.tokka.governance.inventory.Registration;
import dev.tokka.governance.inventory.RiskTier;
import dev.tokka.prompting.Prompting;
import dev.tokka.testkit.ScriptedModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The code of the chapter "Dossier" of the guide to governance. */
class DossierGuideTest {

    private static final Path PAGES = Path.of("..", "docs");

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, UTF_8);

    @Test
    void aDossierIsCollectedAndWritten() throws IOException {
        Clock clock = Clock.fixed(Instant.parse("2026-04-01T03:00:00Z"), ZoneId.of("Asia/Tokyo"));
        ModelInventory inventory = ModelInventory.directory(folder.resolve("inventory"));
        DomainModel desk = ScriptedModel.replying("500 yen").with(Prompting.instructions("Reply with the value only."));
        Lifecycle lifecycle = new Lifecycle(inventory, EvidencePolicy.DEFAULT, clock);
        ModelRecord draft = lifecycle.register(
                "fee-desk", Registration.of("Answers questions on fees.", "Retail banking", RiskTier.LOW), "sato");
        lifecycle.develop(draft, Recipe.of(desk.describe()), "sato");
        Path audit = folder.resolve("audit");
        Checkpoint kept;
        try (AuditLog log = AuditLog.open(audit)) {
            log.audit(desk).answer("What does a transfer cost?");
            kept = log.checkpoint();
        }
        Path page = Files.writeString(folder.resolve("report.html"), "the page of an experiment");
        Path directory = folder.resolve("dossier");
        // SHOW
        Dossier dossier = Dossier.builder(inventory, clock)
                .model("fee-desk")
                .audit(AuditSummary.of(AuditReader.open(audit), List.of(kept)))
                .attachment(Attachment.of(page))
                .dueWithin(60)
                .languages("ja", "en")
                .build();
        for (Gap gap : dossier.gaps()) {
            out.println(gap.kind() + " " + gap.text().english());
        }
        DossierFiles.write(dossier, directory);
        // END
        // SHOW
        Section complaints = Section.of(Principle.MONITORING, Phrase.of("Complaints", "苦情"))
                .about("fee-desk")
                .with(Table.of(Phrase.of("Month", "月"), Phrase.of("Number", "件数"))
                        .with(Phrase.same("2026-03"), Phrase.same(2)));
        // END

        assertThat(printed.toString(UTF_8)).contains("MISSING The last build was not validated.");
        assertThat(Files.readString(directory.resolve("index.ja.html"))).contains("原則5　継続モニタリング", "report.html");
        Dossier more = Dossier.builder(inventory, clock).section(complaints).build();
        assertThat(more.sections(Principle.MONITORING)).contains(complaints);
    }

    @ParameterizedTest
    @ValueSource(strings = {"governance.md", "governance.ja.md"})
    void theGuideShowsTheCodeAsItStandsHere(String page) throws IOException {
        String source =
                Files.readString(Path.of("src/test/java", getClass().getName().replace('.', '/') + ".java"));
        List<String> shown = groups("(?ms)^ *// SHOW\n(.*?)^ *// END$", source).stream()
                .map(code -> code.stripTrailing().stripIndent() + "\n")
                .toList();

        assertThat(shown).hasSize(2);
        assertThat(groups("(?ms)^```java\n(.*?)^```$", Files.readString(PAGES.resolve(page))))
                .containsSubsequence(shown);
    }

    /** What the guide says that is not covered is what the dossier says. */
    @Test
    void theGuideHasEachPrincipleAsTheDossierHasIt() throws IOException {
        String english = Files.readString(PAGES.resolve("governance.md"));
        String japanese = Files.readString(PAGES.resolve("governance.ja.md"));
        for (Principle principle : Principle.values()) {
            assertThat(english)
                    .contains(
                            "| " + principle.number() + " " + principle.title().english() + " |")
                    .contains(principle.outside().english());
            assertThat(japanese)
                    .contains(
                            "| " + principle.number() + " " + principle.title().japanese() + " |")
                    .contains(principle.outside().japanese());
        }
    }

    private static List<String> groups(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
