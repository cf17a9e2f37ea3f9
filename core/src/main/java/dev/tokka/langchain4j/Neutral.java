// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes from a text what a chat template or a raw prompt would act on, in a way that a reader sees and can undo.
 *
 * <p>A special token gets a space after its first character, a line that begins with a role marker gets {@code "> "}
 * before it, and tag characters, which nobody sees, are left out. Everything else stays as it is.
 */
final class Neutral {

    /** The special tokens of the templates in use: everything that begins with {@code <|}, and those below. */
    private static final Pattern TOKEN = Pattern.compile(
            "<\\||<</?sys>>|\\[/?inst\\]|</?s>"
                    + "|<(?:bos|eos|pad|unk|mask|cls|sep|start_of_turn|end_of_turn|start_of_image|end_of_image)>"
                    + "|</?(?:think|tool_call|tool_response|tools|tool|function_call|start_of_role|end_of_role)>"
                    + "|<turn\\|>|<channel\\|>|<extra_id_\\d+>"
                    + "|\\[/?(?:available_tools|tool_calls|tool_results|tool_content|system_prompt|model_settings|think|args"
                    + "|call_id|img|img_break|img_end|prefix|middle|suffix|gmask|sgmask)\\]",
            Pattern.CASE_INSENSITIVE);

    private static final String SPEAKERS = "(?:system|developer|user|human|assistant|ai|bot|model|instructions?|input"
            + "|output|response|question|answer|q|a|context|evidence|passages?|observation|tool"
            + "|システム|ユーザー?|利用者|人間|アシスタント|モデル|指示|命令|入力|出力|質問|問い?|回答|応答|返答|答え|資料)";

    /** At the beginning of a line: {@code System:}, {@code **Human**:}, {@code [user]:}, {@code ### Instruction}. */
    private static final Pattern ROLE = Pattern.compile(
            "[\\h*_#\\[(]*+" + SPEAKERS + "[\\h*_\\])]*+:|\\h*+##+\\h*+" + SPEAKERS + "(?![\\p{L}\\p{N}_])",
            Pattern.CASE_INSENSITIVE);

    private static final String NOTHING_SEEN = "\ufffd";
    private static final String LINE_ENDS = "\n\r\u000b\f\u0085\u2028\u2029";

    private Neutral() {}

    /** Returns {@code text} without special tokens, role markers and {@code fence}. */
    static String text(String text, String fence) {
        return withoutRoles(ofApplication(text, fence));
    }

    /** Returns {@code text} without special tokens and role markers. */
    static String text(String text) {
        return withoutRoles(ofApplication(text));
    }

    /** Returns {@code text}, which the application wrote and which may speak of roles, without tokens and fence. */
    static String ofApplication(String text, String fence) {
        return broken(ofApplication(text), Pattern.compile(Pattern.quote(fence), Pattern.CASE_INSENSITIVE));
    }

    /** Returns {@code text}, which the application wrote and which may speak of roles, without special tokens. */
    static String ofApplication(String text) {
        return broken(withoutTags(text), TOKEN);
    }

    private static String withoutTags(String text) {
        if (text.codePoints().noneMatch(Skeleton::isTag)) {
            return text;
        }
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints().filter(codePoint -> !Skeleton.isTag(codePoint)).forEach(kept::appendCodePoint);
        return kept.toString().isBlank() ? NOTHING_SEEN : kept.toString(); // no message may be blank
    }

    /** Puts a space after the first character of whatever matches {@code pattern}. */
    private static String broken(String text, Pattern pattern) {
        Skeleton skeleton = new Skeleton(text);
        Matcher matcher = pattern.matcher(skeleton.plain());
        StringBuilder result = new StringBuilder(text.length());
        int copied = 0;
        for (int from = 0; matcher.find(from); from = matcher.start() + 1) {
            int first = skeleton.at(matcher.start());
            int end = first + Character.charCount(text.codePointAt(first));
            if (end > copied) {
                result.append(text, copied, end).append(' ');
                copied = Math.max(end, skeleton.at(matcher.start() + 1)); // what is hidden between them goes
            }
        }
        return copied == 0 ? text : result.append(text, copied, text.length()).toString();
    }

    /** Puts {@code "> "} before every line that begins with a role marker. */
    private static String withoutRoles(String text) {
        Skeleton skeleton = new Skeleton(text);
        CharSequence plain = skeleton.plain();
        Matcher matcher = ROLE.matcher(plain);
        StringBuilder result = new StringBuilder(text.length());
        int copied = 0;
        for (int line = 0; line < plain.length(); line = nextLine(plain, line)) {
            if (matcher.region(line, plain.length()).lookingAt()) {
                int start = skeleton.at(line);
                result.append(text, copied, start).append("> ");
                copied = start;
            }
        }
        return result.isEmpty()
                ? text
                : result.append(text, copied, text.length()).toString();
    }

    private static int nextLine(CharSequence text, int from) {
        int index = from;
        while (index < text.length() && LINE_ENDS.indexOf(text.charAt(index)) < 0) {
            index++;
        }
        return index + 1;
    }
}
