// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.generation;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokka.Checks;
import dev.tokka.DomainModel;
import dev.tokka.ModelException;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Lets a model ask the questions of a benchmark in other words, to see whether answers depend on the wording.
 *
 * <p>A paraphrase is kept if it holds exactly the numbers of the original, and is worded nearly as neither it nor another
 * paraphrase of it. What it is expected to be answered with is not changed.
 *
 * <p>May be used by many threads if the model may.
 */
public final class Paraphraser {

    /** The tag of a case that tells which paraphrase it is: 0 for the original, else 1 and on. */
    public static final String PARAPHRASE_TAG = "paraphrase";

    /** The tag of a case that names the case that it paraphrases; the original names itself. */
    public static final String ORIGINAL_TAG = "paraphrase-of";

    private static final int MAX_LENGTH = 2000;
    private static final double NEARLY_EQUAL =
            0.9; // paraphrases are close in wording, so the options' limit is too low

    private final DomainModel model;
    private final GenerationOptions options;

    private Paraphraser(DomainModel model, GenerationOptions options) {
        this.model = requireNonNull(model, "model");
        this.options = requireNonNull(options, "options");
    }

    /** Returns a paraphraser. */
    public static Paraphraser of(DomainModel model, GenerationOptions options) {
        return new Paraphraser(model, options);
    }

    /**
     * Returns the cases and up to {@code times} paraphrases after each. They keep the tags of the original, and its
     * cluster is the cluster of all, or its id if it has none: answers to one question in many words are not independent.
     *
     * @param times at least 1
     * @throws ModelException if a policy forbids to ask, or the calling thread is interrupted; other failures of the
     *     model are rejections
     */
    public Paraphrases paraphrase(List<Case> cases, int times) {
        Checks.requireAtLeast(1, times, "times");
        Calls calls = new Calls(options);
        List<Case> all = new ArrayList<>();
        List<Rejection> rejections = new ArrayList<>();
        for (Case original : cases) {
            all.add(tagged(original, original.question().text(), 0));
            Calls.Said said =
                    calls.ask(model, Tasks.paraphrase(original.question().text(), times, options.seed()));
            if (said.isNothing()) {
                rejections.add(said.rejection(original.id(), ""));
                continue;
            }
            Optional<List<JsonNode>> items = Json.items(said.text(), "paraphrases");
            if (items.isEmpty()) {
                String detail = "the reply holds no JSON with \"paraphrases\"";
                rejections.add(new Rejection(original.id(), Rejection.Reason.UNREADABLE, "", detail));
                continue;
            }
            Filter filter = new Filter(original, times, rejections);
            items.get().forEach(filter::take);
            all.addAll(filter.kept);
        }
        return new Paraphrases(all, rejections, calls.made());
    }

    private static Case tagged(Case original, String text, int number) {
        Map<String, String> tags = new TreeMap<>(original.tags());
        tags.put(PARAPHRASE_TAG, Integer.toString(number));
        tags.put(ORIGINAL_TAG, original.id());
        tags.putIfAbsent(Tags.CLUSTER, original.id());
        String id = number == 0 ? original.id() : original.id() + "~" + number;
        return new Case(id, original.question().withText(text), original.expected(), tags);
    }

    /** Keeps what passes, of the paraphrases of one case. */
    private static final class Filter {

        private final Case original;
        private final int times;
        private final List<Rejection> rejections;
        private final Duplicates duplicates = new Duplicates(NEARLY_EQUAL);
        private final List<Case> kept = new ArrayList<>();

        Filter(Case original, int times, List<Rejection> rejections) {
            this.original = original;
            this.times = times;
            this.rejections = rejections;
            duplicates.keep(original.question().text());
        }

        void take(JsonNode item) {
            String text = item.isTextual() ? Texts.oneLine(item.asText()) : "";
            if (kept.size() == times) {
                reject(Rejection.Reason.SURPLUS, text, times + " were asked for");
            } else if (Texts.key(text).isEmpty() || text.length() > MAX_LENGTH) {
                reject(Rejection.Reason.MALFORMED, text, "expected a text of at most " + MAX_LENGTH + " characters");
            } else if (!Texts.numbers(text)
                    .equals(Texts.numbers(original.question().text()))) {
                List<String> numbers = Texts.numbers(original.question().text());
                reject(Rejection.Reason.NUMBERS_CHANGED, text, "expected the numbers " + numbers);
            } else if (duplicates.like(text).isPresent()) {
                reject(Rejection.Reason.DUPLICATE, text, "worded nearly as another");
            } else {
                duplicates.keep(text);
                kept.add(tagged(original, text, kept.size() + 1));
            }
        }

        private void reject(Rejection.Reason reason, String text, String detail) {
            rejections.add(new Rejection(original.id(), reason, text, detail));
        }
    }
}
