// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import dev.tokka.Span;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the label that a reply is.
 *
 * <p>Strict on purpose: a label that merely stands in a reply may be denied there, as in "not positive", or may be part of
 * another word, as in "incomplete". So the whole reply must be the label, or a phrase that introduces it and nothing else.
 */
final class LabelCheck implements FormCheck {

    private static final String EDGES = " \t\r\n\"'`*_.,:;!()[]{}<>«»“”‘’„「」『』【】〔〕《》〈〉。、｡､";
    private static final Pattern BULLET = Pattern.compile("^[-•・][ \\t]+");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    /** What may stand before a label, folded. */
    private static final Pattern LEAD = Pattern.compile(
            "^(?:the )?(?:correct |final |best )?(?:answer|label|category|class|classification|sentiment|result)"
                    + "(?: is\\b:?| ?[:=])(.++)$"
                    + "|^(?:回答|答え|解答|ラベル|分類|カテゴリー?|判定|結果) ?[は:=](.++)$");

    private static final Pattern COPULA = Pattern.compile("(?:です|である|だ)$");

    private final List<String> labels;
    private final Map<String, String> byPlain = new HashMap<>();

    LabelCheck(List<String> labels) {
        this.labels = labels;
        Set<String> ambiguous = new HashSet<>();
        for (String label : labels) {
            if (byPlain.put(plain(label), label) != null) {
                ambiguous.add(plain(label));
            }
        }
        // Labels that differ in case or signs only must be written exactly.
        ambiguous.add("");
        byPlain.keySet().removeAll(ambiguous);
    }

    @Override
    public Verdict check(String reply) {
        Optional<String> label = find(reply);
        return label.isPresent()
                ? new Verdict.Fits(label.get(), new Span(0, reply.length()))
                : new Verdict.Unfit("the reply is none of the labels", "");
    }

    private Optional<String> find(String reply) {
        String stripped = reply.strip();
        if (labels.contains(stripped)) {
            return Optional.of(stripped);
        }
        return readings(plain(reply))
                .flatMap(plain -> Optional.ofNullable(byPlain.get(plain)).stream())
                .findFirst();
    }

    private static Stream<String> readings(String plain) {
        Matcher lead = LEAD.matcher(plain);
        if (!lead.matches()) {
            return Stream.of(plain);
        }
        String rest = plain(lead.group(1) != null ? lead.group(1) : lead.group(2));
        return Stream.of(plain, rest, plain(COPULA.matcher(rest).replaceFirst("")));
    }

    /** Returns {@code text} folded, on one line, without the signs around it. */
    private static String plain(String text) {
        String line = SPACE.matcher(Texts.folded(text)).replaceAll(" ");
        String bare = BULLET.matcher(line.strip()).replaceFirst("");
        int start = 0;
        int end = bare.length();
        while (start < end && EDGES.indexOf(bare.charAt(start)) >= 0) {
            start++;
        }
        while (end > start && EDGES.indexOf(bare.charAt(end - 1)) >= 0) {
            end--;
        }
        return bare.substring(start, end);
    }

    @Override
    public String demand(Wording wording) {
        return wording.demandLabel(labels);
    }

    @Override
    public String toString() {
        return "one of " + labels.size() + " labels";
    }
}
