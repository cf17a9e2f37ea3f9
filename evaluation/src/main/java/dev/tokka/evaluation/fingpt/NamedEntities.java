// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.fingpt;

import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Protocol;
import dev.tokka.evaluation.Tags;
import dev.tokka.evaluation.benchmark.Row;
import dev.tokka.evaluation.metric.PythonText;
import dev.tokka.evaluation.metric.sequence.EntityF1;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * FinGPT's named entities: persons, organizations and locations in sentences of loan agreements (Salinas Alvarado et al.
 * 2015), as "Alice is a person, the Bank of Town is an organization".
 *
 * <p>File: the test part (98 rows) of Hugging Face FinGPT/fingpt-ner, with the columns {@code instruction}, {@code input}
 * and {@code output}; its page names no licence. A case's id is the number of its row. Tokens are the words of the input
 * between white space, in lower case, and each mention takes the first place that is free.
 *
 * <p>Metrics: micro F1 of entities, strict and compatible. Strict: a mention is what stands between the one before and "is
 * a" or "is an" with a type, without the commas, semicolons, line breaks and "and" around it, so that it may have commas
 * itself; one that the text does not have is wrong. Compatible: mentions end at commas, so that "Bank, Inc. is an
 * organization" is one of "inc."; one that the text does not have, or whose line goes on after the type, does not count as
 * wrong, or counts as one of an unknown type; what is expected is read in the same way. A reply with a mention of no words
 * stops the published program; here it cannot be read. Protocol: no shots, greedy.
 *
 * @see <a href="https://aclanthology.org/U15-1010">Salinas Alvarado et al., Domain Adaption of Named Entity Recognition to
 *     Support Credit Risk Assessment (2015)</a>
 */
public final class NamedEntities {

    private NamedEntities() {}

    /** Returns the sentences of a file. */
    public static Benchmark benchmark(Path test) {
        List<Case> cases = new ArrayList<>();
        for (Row row : Instructed.rows(test)) {
            String output = row.text(Instructed.OUTPUT);
            List<String> tokens = PythonText.words(row.filled(Instructed.INPUT).toLowerCase(Locale.ROOT));
            Optional<List<String>> tags = Mentions.strictTags(output, tokens);
            Expected expected = new Expected.TokenTags(
                    tokens, Mentions.tagsOf(tokens, tags.orElse(List.of())).subList(0, tokens.size()));
            Map<String, String> known = Map.of(Tags.LANGUAGE, "en", Instructed.ANSWER, output);
            cases.add(new Case(String.valueOf(cases.size() + 1), Instructed.question(row), expected, known));
        }
        return new Benchmark(
                "FinGPT NER",
                "1",
                cases,
                List.of(EntityF1.of(Mentions.strict()), new PublishedEntityF1()),
                Protocol.ZERO_SHOT);
    }
}
