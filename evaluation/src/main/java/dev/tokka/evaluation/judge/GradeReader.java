// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.judge;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the grade in a judge's reply.
 *
 * <p>What is most explicit counts: first JSON with a member such as {@code "grade"} and texts such as {@code Grade: 4} or
 * {@code 評価: 4}; where there is none, {@code 4点}, {@code 4/5} or {@code [[A]]}; where there is none of these either,
 * lines that are nothing but a grade, and for yes or no those that begin with one, such as {@code Yes, ...}. Upper and
 * lower case, full-width characters, quotes and markup do not matter. Two different grades on one level, a range such as
 * {@code 4-5}, or a number out of range are no grade: the reader never guesses.
 *
 * <p>May be used by many threads.
 */
public final class GradeReader {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final Set<String> MEMBERS = Set.of(
            "grade", "score", "rating", "verdict", "winner", "judgement", "judgment", "評価", "点数", "採点", "判定", "勝者");
    private static final String LABELS =
            "(?:(?<!\\p{L})(?:grade|score|rating|verdict|winner|judge?ment)|評価|点数|スコア|採点|得点|判定|勝者|結論)";
    private static final Pattern SCALE_MENTIONED =
            Pattern.compile("(?<!\\d)1\\s*+点?+\\s*+(?:-|~|〜|–|から|to)\\s*5\\s*点?(?:満点)?(?!\\d)|(?<!\\d)5\\s*点満点中?");
    private static final String OR = "[ \\t]*(?:[-~〜–/,、か]|or\\b|to\\b|and\\b|から|または|又は)[ \\t]*";
    private static final String END_OF_WORD = "(?![\\p{L}\\p{N}])";
    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.MULTILINE;

    private static final String NOT_A_RANGE =
            "(?<![\\d.-])(?<!\\d\\s{0,3}点?\\s{0,3}(?:[-~〜–/か]|or|to|から|または|又は)\\s{0,3})";
    private static final Pattern WITH_UNIT =
            Pattern.compile(NOT_A_RANGE + "(-?\\d++(?:\\.\\d++)?+\\s*+点)(?!\\s*[をの]?\\s*(?:減|引|マイナス|加))", FLAGS);
    private static final Pattern OUT_OF =
            Pattern.compile(NOT_A_RANGE + "(-?\\d++(?:\\.\\d++)?+\\s*+(?:/|out of)\\s*+\\d++)", FLAGS);

    private final GradeWords words;
    private final List<Pattern> marked;
    private final Pattern labelled;
    private final Pattern alternative;
    private final List<Pattern> leading;

    private GradeReader(Scale scale) {
        this.words = new GradeWords(scale);
        String value = words.pattern();
        this.labelled = Pattern.compile(
                LABELS + "[\"'*_ ]*(?::|=|は|\\bis\\b)[\\s\"'*_`\\[(「]*(" + value + ")" + END_OF_WORD, FLAGS);
        this.alternative = Pattern.compile(OR + value + END_OF_WORD, FLAGS);
        Pattern bracketed = Pattern.compile("\\[\\[([^\\[\\]]*)\\]\\]");
        this.marked = scale == Scale.ONE_TO_FIVE ? List.of(bracketed, WITH_UNIT, OUT_OF) : List.of(bracketed);
        String first = "^[\\s\"'*_>#]*(" + value + ")[\"'*_]*[.,、。!;]";
        String second = first.replace("(" + value + ")", value) + "[\\s\"'*]*(" + value + ")" + END_OF_WORD;
        this.leading = scale == Scale.YES_NO
                ? List.of(Pattern.compile(first, FLAGS), Pattern.compile(second, FLAGS))
                : List.of();
    }

    /** Returns the reader of grades on {@code scale}. */
    public static GradeReader of(Scale scale) {
        return new GradeReader(requireNonNull(scale, "scale"));
    }

    /**
     * Returns the grade that a reply gives, in the numbers of {@link Scale}, or empty if it gives none, or more than one.
     */
    public OptionalDouble read(String reply) {
        String text = Normalizer.normalize(reply, Normalizer.Form.NFKC);
        List<Double> found = new ArrayList<>();
        String prose = SCALE_MENTIONED.matcher(readJson(text, found)).replaceAll(" ");
        readUnambiguous(labelled, prose, found);
        if (found.isEmpty()) {
            marked.forEach(pattern -> readUnambiguous(pattern, prose, found));
        }
        if (found.isEmpty()) {
            prose.lines().filter(words::isWrittenLikeGrade).map(words::grade).forEach(found::add);
            leading.forEach(pattern -> readGroups(pattern, prose, found));
        }
        boolean one = found.stream().distinct().count() == 1 && !found.get(0).isNaN();
        return one ? OptionalDouble.of(found.get(0)) : OptionalDouble.empty();
    }

    /** Adds the grades in the JSON objects of a text, NaN for what is no grade, and returns the text without them. */
    private String readJson(String text, List<Double> found) {
        StringBuilder prose = new StringBuilder();
        int done = 0;
        int open = text.indexOf('{');
        while (open >= 0) {
            int end = open + 1;
            try (JsonParser parser = JSON.createParser(text.substring(open))) {
                JsonNode node = parser.readValueAsTree();
                if (addMembers(node, found)) {
                    end = open + (int) parser.currentLocation().getCharOffset();
                    prose.append(text, done, open).append('\n');
                    done = end;
                }
            } catch (IOException e) {
                // Not JSON: a brace in the prose.
                end = open + 1;
            }
            open = text.indexOf('{', end);
        }
        return prose.append(text, done, text.length()).toString();
    }

    private boolean addMembers(JsonNode node, List<Double> found) {
        int before = found.size();
        node.properties().forEach(member -> {
            if (MEMBERS.contains(member.getKey().toLowerCase(Locale.ROOT))) {
                found.add(
                        member.getValue().isValueNode()
                                ? words.grade(member.getValue().asText())
                                : Double.NaN);
            }
        });
        return found.size() > before;
    }

    /** Adds the grades that a pattern finds, NaN for those that are followed by an alternative, as in "4 or 5". */
    private void readUnambiguous(Pattern pattern, String prose, List<Double> found) {
        Matcher match = pattern.matcher(prose);
        while (match.find()) {
            Matcher rest = alternative.matcher(prose).region(match.end(1), prose.length());
            found.add(rest.lookingAt() ? Double.NaN : words.grade(match.group(1)));
        }
    }

    private void readGroups(Pattern pattern, String prose, List<Double> found) {
        Matcher match = pattern.matcher(prose);
        while (match.find()) {
            found.add(words.grade(match.group(1)));
        }
    }
}
