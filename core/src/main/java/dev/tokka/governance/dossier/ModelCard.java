// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.dossier;

import static dev.tokka.governance.dossier.MarkdownDossier.heading;
import static dev.tokka.governance.dossier.MarkdownDossier.paragraph;
import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.governance.inventory.Approval;
import dev.tokka.governance.inventory.Development;
import dev.tokka.governance.inventory.Development.Ingredient;
import dev.tokka.governance.inventory.Evidence;
import dev.tokka.governance.inventory.ModelRecord;
import dev.tokka.governance.inventory.Validation;
import java.util.List;
import java.util.Optional;

/**
 * A model card: what a model is for, what it is made of, how it was measured and where it must not be used. It is Markdown
 * in English, with metadata in YAML before it as Hugging Face reads them: licence, languages, base model, data sets and
 * results ({@code model-index}). What was not recorded is said to be so.
 *
 * @see <a href="https://arxiv.org/abs/1810.03993">Mitchell et al., Model Cards for Model Reporting (2019)</a>
 * @see <a href="https://huggingface.co/docs/hub/model-cards">Hugging Face, Model Cards</a>
 */
public final class ModelCard {

    private ModelCard() {}

    /**
     * Returns the card of a model; equal records give equal texts.
     *
     * @param languages in which it answers, as BCP 47 tags; empty if that is not known
     * @throws IllegalArgumentException if one of the languages is blank
     */
    public static String write(ModelRecord record, List<String> languages) {
        requireNonNull(record, "record");
        languages.forEach(language -> Checks.requireText(language, "language"));
        StringBuilder text = new StringBuilder("---\n");
        text.append(new CardMetadata(record, languages).yaml()).append("---\n\n");
        heading(1, record.id(), text);
        paragraph(record.registration().purpose(), text);
        details(record, text);
        use(record, text);
        training(record, text);
        results(record, text);
        heading(2, "Ethical considerations", text);
        paragraph(
                "Risk rating: " + Words.tier(record.registration().tier()).english()
                        + ". Who may be harmed, and how, is not recorded.",
                text);
        heading(2, "Caveats and recommendations", text);
        list(
                record.validation()
                        .map(Validation::findings)
                        .map(Validation.Findings::limits)
                        .orElse(List.of()),
                text);
        return text.toString();
    }

    private static void details(ModelRecord record, StringBuilder text) {
        heading(2, "Model details", text);
        Table table = Table.of(Phrase.same("Fact"), Phrase.same("Recorded"))
                .with(Phrase.same("Owner"), Phrase.same(record.registration().owner()))
                .with(Phrase.same("Stage"), Words.stage(record.stage()))
                .with(Phrase.same("Version of the record"), Phrase.same(record.version()))
                .with(Phrase.same("Fingerprint"), Words.orNone(record.fingerprint()));
        Optional<Development> build = record.development();
        table = table.with(
                        Phrase.same("Built"),
                        Words.orNone(build.map(each -> each.stamp().at())))
                .with(
                        Phrase.same("Composition"),
                        Words.orNone(build.map(
                                each -> CardMetadata.composition(each.recipe().description()))))
                .with(
                        Phrase.same("Vendor"),
                        Words.orNone(
                                record.registration().vendor().map(vendor -> vendor.name() + ", " + vendor.product())));
        table(table, text);
    }

    private static void use(ModelRecord record, StringBuilder text) {
        heading(2, "Intended use", text);
        List<Approval> approvals = record.currentApprovals();
        Table table =
                Table.of(Phrase.same("Approved for"), Phrase.same("Conditions"), Phrase.same("Until the day before"));
        for (Approval each : approvals) {
            Approval.Terms terms = each.terms();
            table = table.with(
                    Phrase.same(terms.purpose()),
                    terms.conditions().isEmpty() ? Phrase.same("none") : Words.listed(terms.conditions()),
                    Phrase.same(
                            terms.expires().isBefore(terms.revalidation()) ? terms.expires() : terms.revalidation()));
        }
        table(table, text);
        paragraph("Any other use is out of scope.", text);
    }

    private static void training(ModelRecord record, StringBuilder text) {
        heading(2, "Training data and other ingredients", text);
        Table table = Table.of(Phrase.same("Kind"), Phrase.same("Name"), Phrase.same("Licence"), Phrase.same("Digest"));
        for (Ingredient each : BuildSections.ingredientsOf(record)) {
            table = table.with(
                    Words.kind(each.kind()),
                    Phrase.same(each.name()),
                    Words.orNone(each.licence()),
                    Words.orNone(each.digest()));
        }
        table(table, text);
    }

    private static void results(ModelRecord record, StringBuilder text) {
        heading(2, "Quantitative analyses", text);
        Table table = Table.of(
                Phrase.same("Experiment"),
                Phrase.same("Metric"),
                Phrase.same("Value and interval"),
                Phrase.same("Confidence"),
                Phrase.same("Cases"),
                Phrase.same("Baseline"));
        for (Evidence each : CardMetadata.evidence(record)) {
            table = table.with(
                    Phrase.same(each.experiment()),
                    Phrase.same(each.metric()),
                    Phrase.same(Words.number(each.measured())),
                    Phrase.same(Words.level(each.measured().level())),
                    Phrase.same(each.cases()),
                    Words.orNone(each.baseline().map(base -> base.name() + " " + Words.number(base.measured()))));
        }
        table(table, text);
    }

    private static void list(List<String> sentences, StringBuilder text) {
        if (sentences.isEmpty()) {
            paragraph(Words.NOTHING.english(), text);
        } else {
            sentences.forEach(
                    sentence -> text.append("- ").append(Visible.line(sentence)).append('\n'));
        }
    }

    private static void table(Table table, StringBuilder text) {
        if (table.rows().isEmpty()) {
            paragraph(Words.NOTHING.english(), text);
        } else {
            MarkdownDossier.table(table, Wording.ENGLISH, text);
        }
    }
}
