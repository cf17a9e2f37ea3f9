// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.optimization;

import java.lang.Character.UnicodeScript;
import java.util.List;

/** What is said to the model that writes instructions, in the language of the questions. */
enum Wording {
    ENGLISH {
        @Override
        String say(Part part) {
            return switch (part) {
                case JOB -> "You improve the instructions that another language model is given before each question.";
                case TASK -> "The task: ";
                case LABELS -> "Every answer must be one of these: ";
                case NOW -> "Its instructions now:";
                case NO_INSTRUCTIONS -> "It has no instructions yet.";
                case MISTAKES -> "With these it did not answer the following questions as it should:";
                case NO_MISTAKES -> "No mistakes are known yet.";
                case QUESTION -> "Question: ";
                case REPLY -> "Reply: ";
                case NO_REPLY -> "(no usable reply)";
                case RIGHT -> "Right answer: ";
                case REMARK -> "Remark: ";
                case DEMAND ->
                    "Think about what the mistakes have in common and which knowledge is missing. Then write new"
                            + " instructions that prevent them and keep what already works. Write general rules and do not"
                            + " repeat these questions, because others will be asked.";
                case FORM -> "Reply with the new instructions only, between two lines of three backticks.";
            };
        }

        @Override
        List<String> tips() {
            return List.of(
                    "",
                    "Say for answers that are easily confused where the border between them is.",
                    "Be brief: a few sentences.",
                    "Say step by step what to look at before answering.",
                    "Begin with who the model is and whom it helps.");
        }
    },
    JAPANESE {
        @Override
        String say(Part part) {
            return switch (part) {
                case JOB -> "あなたの仕事は、別の言語モデルが質問の前に受け取る指示を改善することです。";
                case TASK -> "課題：";
                case LABELS -> "回答は必ず次のうちの一つです：";
                case NOW -> "現在の指示：";
                case NO_INSTRUCTIONS -> "まだ指示はありません。";
                case MISTAKES -> "この指示では、次の質問に正しく答えられませんでした。";
                case NO_MISTAKES -> "誤りはまだ知られていません。";
                case QUESTION -> "質問：";
                case REPLY -> "回答：";
                case NO_REPLY -> "（使える回答なし）";
                case RIGHT -> "正しい答え：";
                case REMARK -> "コメント：";
                case DEMAND ->
                    "これらの誤りに共通する点と、足りない知識を考えてください。そのうえで、誤りを防ぎ、うまくいっている点は残す新しい指示を書いてください。"
                            + "別の質問にも使うので、一般的な規則として書き、これらの質問を繰り返さないでください。";
                case FORM -> "新しい指示だけを、バッククォート三つの行で挟んで返してください。";
            };
        }

        @Override
        List<String> tips() {
            return List.of(
                    "",
                    "間違えやすい答えについては、どこで区別するかを書いてください。",
                    "数文で簡潔に書いてください。",
                    "答える前に何を確かめるかを、順を追って書いてください。",
                    "モデルが誰で、誰を助けるのかから書き始めてください。");
        }
    };

    /** What can be said. */
    enum Part {
        JOB,
        TASK,
        LABELS,
        NOW,
        NO_INSTRUCTIONS,
        MISTAKES,
        NO_MISTAKES,
        QUESTION,
        REPLY,
        NO_REPLY,
        RIGHT,
        REMARK,
        DEMAND,
        FORM
    }

    /** Returns the language of at least half of {@code questions}. */
    static Wording of(List<GradedQuestion> questions) {
        long japanese = questions.stream()
                .filter(question -> isJapanese(question.question().text()))
                .count();
        return 2 * japanese >= questions.size() ? JAPANESE : ENGLISH;
    }

    static boolean isJapanese(String text) {
        return text.codePoints()
                .mapToObj(UnicodeScript::of)
                .anyMatch(script -> script == UnicodeScript.HIRAGANA
                        || script == UnicodeScript.KATAKANA
                        || script == UnicodeScript.HAN);
    }

    abstract String say(Part part);

    /** Returns what makes requests for instructions differ; the first is empty. */
    abstract List<String> tips();
}
