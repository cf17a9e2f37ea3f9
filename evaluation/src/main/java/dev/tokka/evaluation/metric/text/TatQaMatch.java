// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric.text;

import dev.tokka.Description;
import dev.tokka.evaluation.AdditiveMetric;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Score;
import dev.tokka.evaluation.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Exact match and numeracy-focused F1 of TAT-QA (Zhu et al. 2021), as its authors' evaluation computes them: the mean over
 * cases, from 0 to 1.
 *
 * <p>A case expects {@link dev.tokka.evaluation.Expected.Texts}, of which each text is an answer: an item on each line,
 * each followed by the scale that the tag {@link #SCALE} names, which is one of {@link #SCALES} or empty. A reply is read in
 * the same form; citations such as [1] and bullets before items are removed. A scale that ends every line is that of the
 * answer, but the lines are also read as they stand, and the better counts.
 *
 * <p>Of an answer one text is made. Its items are sorted; those that are numbers ({@code $1,496.5}, {@code (12.6)},
 * {@code 5%}, {@code 3 million}) become values: rounded to two decimals, times the scale, with four decimals. One number
 * without a scale may also be the share for a value in per cent. The texts are compared in lower case, without punctuation
 * and articles. F1 is that of the sets of words, rounded to two decimals; where the group of the case, {@link Tags#GROUP},
 * is {@code arithmetic} or {@code count}, F1 is exact match.
 *
 * <pre>{@code
 * "-12.6 million", expected "-12.6 million" : "(12.6) million" and "-12,600,000" match, "-12.6" does not
 * "22.22 percent", expected "22.22 percent" : "22.22%" and "0.2222" match
 * }</pre>
 *
 * @see <a href="https://aclanthology.org/2021.acl-long.254">Zhu et al., TAT-QA (2021), section 5.2</a>
 */
public final class TatQaMatch implements AdditiveMetric {

    /** The tag that names the scale of the expected answer; every case has it. */
    public static final String SCALE = "scale";

    /** The scales that an answer may have, if any. */
    public static final List<String> SCALES = List.of("thousand", "million", "billion", "percent");

    private static final List<String> EXACT_GROUPS = List.of("arithmetic", "count");
    private static final Pattern BULLET = Pattern.compile("^[-*•]\\s+");

    private final boolean byWords;

    private TatQaMatch(boolean byWords) {
        this.byWords = byWords;
    }

    /** Returns exact match. */
    public static TatQaMatch exactMatch() {
        return new TatQaMatch(false);
    }

    /** Returns F1. */
    public static TatQaMatch f1() {
        return new TatQaMatch(true);
    }

    @Override
    public Description describe() {
        return Description.of("metric", byWords ? "TAT-QA F1" : "TAT-QA exact match")
                .with("source", "Zhu et al. 2021, aclanthology.org/2021.acl-long.254; tatqa_metric of its authors");
    }

    /** {@inheritDoc} Scores cases that expect texts and have the tag {@link #SCALE}. */
    @Override
    public Score score(Case item, Outcome outcome) {
        String scale = scale(item);
        List<List<String>> wanted = Accepted.texts(item).stream()
                .map(text -> items(item, text, scale)) // refuses what cannot be scored, whatever the reply
                .toList();
        List<String> lines = outcome.text()
                .map(text -> lines(Normalized.withoutCitations(text)))
                .orElse(List.of());
        if (lines.isEmpty()) {
            return Score.unreadable(0);
        }
        boolean words = byWords && !EXACT_GROUPS.contains(item.tag(Tags.GROUP).orElse(""));
        double best = 0;
        for (List<String> items : wanted) {
            List<String> one = TatQaText.words(TatQaText.canonical(items, scale));
            for (String reading : readings(lines)) {
                List<String> given = TatQaText.words(reading);
                best = Math.max(best, given.equals(one) ? 1 : words ? TatQaText.f1(given, one) : 0);
            }
        }
        return Score.of(best, String.join("; ", lines));
    }

    @Override
    public double ofSums(double[] sums, long cases) {
        return sums[0] / cases;
    }

    private static String scale(Case item) {
        String scale = item.tag(SCALE)
                .orElseThrow(() -> new IllegalArgumentException("case " + item.id() + " must have the tag " + SCALE));
        if (!scale.isEmpty() && !SCALES.contains(scale)) {
            throw new IllegalArgumentException("the tag " + SCALE + " of case " + item.id()
                    + " must be empty or one of " + SCALES + " but is " + scale);
        }
        return scale;
    }

    private static List<String> items(Case item, String text, String scale) {
        return without(scale, text.lines().filter(line -> !line.isBlank()).toList())
                .orElseThrow(() -> new IllegalArgumentException("each line that case " + item.id()
                        + " expects must end with its scale " + scale + " but expected are: " + text));
    }

    private static List<String> lines(String reply) {
        return reply.lines()
                .map(line -> BULLET.matcher(line.strip()).replaceFirst("").strip())
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** Returns the texts that a reply may be compared as. */
    private static List<String> readings(List<String> lines) {
        List<String> readings = new ArrayList<>();
        Stream.concat(Stream.of(""), SCALES.stream())
                .forEach(scale -> without(scale, lines).ifPresent(items -> {
                    readings.add(TatQaText.canonical(items, scale));
                    TatQaText.share(items, scale).ifPresent(readings::add);
                }));
        return readings;
    }

    /** Returns the lines without the scale that ends each, or empty if it does not end all. */
    private static Optional<List<String>> without(String scale, List<String> lines) {
        String end = scale.isEmpty() ? "" : " " + scale;
        return lines.stream().allMatch(line -> line.endsWith(end))
                ? Optional.of(lines.stream()
                        .map(line ->
                                line.substring(0, line.length() - end.length()).strip())
                        .toList())
                : Optional.empty();
    }
}
