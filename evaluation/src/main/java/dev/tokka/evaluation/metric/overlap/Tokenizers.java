// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric.overlap;

import dev.tokka.Description;
import dev.tokka.evaluation.metric.PythonText;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The tokenizers that are built in. */
enum Tokenizers implements Tokenizer {
    ENGLISH("rouge_score"),
    CHARACTERS("characters"),
    MTEVAL_13A("13a"),
    ALL_CHARACTERS("char");

    private static final Pattern NOT_ENGLISH = Pattern.compile("[^a-z0-9]+");

    /** The ASCII marks but apostrophe, comma, hyphen and full stop. */
    private static final Pattern MARK = Pattern.compile("([{-~\\[-` -&(-+:-@/])");

    private static final Pattern POINT_AFTER = Pattern.compile("([^0-9])([.,])");
    private static final Pattern POINT_BEFORE = Pattern.compile("([.,])([^0-9])");
    private static final Pattern DASH = Pattern.compile("([0-9])(-)");

    private final String label;

    Tokenizers(String label) {
        this.label = label;
    }

    @Override
    public List<String> tokens(String text) {
        return switch (this) {
            case ENGLISH -> words(text);
            case CHARACTERS -> letters(text);
            case MTEVAL_13A -> mteval(text);
            case ALL_CHARACTERS -> marks(text);
        };
    }

    @Override
    public Description describe() {
        return Description.of("tokenizer", label);
    }

    @Override
    public String toString() {
        return label;
    }

    private static List<String> words(String text) {
        return PythonText.words(
                NOT_ENGLISH.matcher(text.toLowerCase(Locale.ROOT)).replaceAll(" "));
    }

    private static List<String> letters(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .mapToObj(Character::toString)
                .toList();
    }

    private static List<String> marks(String text) {
        return text.codePoints()
                .filter(point -> !PythonText.isSpace(point))
                .mapToObj(Character::toString)
                .toList();
    }

    /** The rules of mteval-v13a as sacrebleu has them. */
    private static List<String> mteval(String text) {
        String line = text.stripTrailing()
                .replace("<skipped>", "")
                .replace("-\n", "")
                .replace('\n', ' ')
                .replace("&quot;", "\"")
                .replace("&amp;", "&")
                .replace("&lt;", "<")
                .replace("&gt;", ">");
        line = MARK.matcher(" " + line + " ").replaceAll(" $1 ");
        line = POINT_AFTER.matcher(line).replaceAll("$1 $2 ");
        line = POINT_BEFORE.matcher(line).replaceAll(" $1 $2");
        return PythonText.words(DASH.matcher(line).replaceAll("$1 $2 "));
    }
}
