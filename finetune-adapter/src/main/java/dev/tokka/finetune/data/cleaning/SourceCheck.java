// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.cleaning;

import dev.tokka.finetune.data.Evidence;
import dev.tokka.finetune.data.RowContent;
import dev.tokka.finetune.data.SourceDocument;
import dev.tokka.finetune.data.TrainingRow;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Leaves out rows that do not stand where they say: whose span is not in the document, whose evidence is not what stands
 * there, or whose answer quotes what no passage of the row has. Run it before redaction, which changes texts.
 *
 * @param documents by id
 * @param extractive whether each answer must be exactly what stands at the span, as answers without a teacher are; for rows
 *     with evidence, whose answers say more, it does not count
 */
public record SourceCheck(Map<String, SourceDocument> documents, boolean extractive) implements RowFilter {

    private static final Pattern QUOTE = Pattern.compile("(?s)##begin_quote##(.*?)##end_quote##");

    /** Copies the documents. */
    public SourceCheck {
        documents = Map.copyOf(documents);
    }

    @Override
    public Verdict judge(TrainingRow row) {
        SourceDocument document = documents.get(row.provenance().document());
        if (document == null) {
            return Verdict.drop("document unknown");
        }
        int end = row.provenance().span().end();
        if (end > document.text().length()) {
            return Verdict.drop("span outside of the document");
        }
        List<Evidence> evidence = row.content() instanceof RowContent.Supervised supervised
                ? supervised.question().evidence()
                : List.of();
        String there = row.provenance().span().of(document.text());
        if (extractive && evidence.isEmpty() && !there.equals(row.content().wanted())) {
            return Verdict.drop("answer other than the document");
        }
        if (!evidence.stream().allMatch(this::stands)) {
            return Verdict.drop("evidence other than the document");
        }
        return areQuotesThere(row.content().wanted(), evidence)
                ? Verdict.keep(row)
                : Verdict.drop("quote that no passage has");
    }

    private boolean stands(Evidence each) {
        SourceDocument document = documents.get(each.document());
        return document != null
                && each.span().end() <= document.text().length()
                && each.span().of(document.text()).equals(each.text());
    }

    private static boolean areQuotesThere(String answer, List<Evidence> evidence) {
        Matcher quotes = QUOTE.matcher(answer);
        while (quotes.find()) {
            String quote = quotes.group(1);
            if (evidence.stream().noneMatch(each -> each.text().contains(quote))) {
                return false;
            }
        }
        return true;
    }
}
