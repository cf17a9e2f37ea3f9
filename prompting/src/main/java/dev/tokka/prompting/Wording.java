// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import dev.tokka.Checks;
import dev.tokka.Question;
import java.util.List;
import java.util.stream.Collectors;

/** What Tokka itself says to models, in the language of the question. */
enum Wording {
    ENGLISH {
        @Override
        String terms(List<String> lines) {
            return "Use the terms of this domain as they are defined here:\n" + String.join("\n", lines);
        }

        @Override
        String term(Glossary.Term term) {
            String reading = term.reading().isBlank() ? "" : " (" + term.reading() + ")";
            String preferred = term.preferred().equals(term.term()) ? "" : " Write: " + term.preferred() + ".";
            String avoid = term.avoid().isEmpty() ? "" : " Do not write: " + String.join(", ", term.avoid()) + ".";
            return "- " + term.term() + reading + ": " + sentence(term.definition(), ".") + preferred + avoid;
        }

        @Override
        String refused(String advice) {
            return "Your last reply to this question was refused"
                    + (advice.isEmpty() ? "." : ", because of this: " + advice) + "\n";
        }

        @Override
        String demandLabel(List<String> labels) {
            return "Reply with exactly one of these labels and nothing else:\n" + list(labels);
        }

        @Override
        String demandJson() {
            return "Reply with one JSON document that satisfies the schema and nothing else, without a code fence.";
        }

        @Override
        String demandMatch(String meaning, String expression) {
            return "Reply with " + meaning + " and nothing else. All of the reply must match this regular expression:\n"
                    + expression;
        }

        @Override
        String demandDate() {
            return "Reply with one date and nothing else, such as 2024-04-01.";
        }

        @Override
        String demandQuantity() {
            return "Reply with one number, its unit if it has one, and nothing else, such as 1200 JPY or 3.5 %.";
        }

        @Override
        String demandWithout(List<String> words) {
            return "Do not write any of these words in the reply:\n" + list(words);
        }

        @Override
        String avoid(String form, String preferred) {
            return "do not write \"" + form + "\"" + (preferred.isEmpty() ? "" : ", write \"" + preferred + "\"");
        }
    },
    JAPANESE {
        @Override
        String terms(List<String> lines) {
            return "この分野の用語は、次の定義に従って使ってください。\n" + String.join("\n", lines);
        }

        @Override
        String term(Glossary.Term term) {
            String reading = term.reading().isBlank() ? "" : "（" + term.reading() + "）";
            String preferred = term.preferred().equals(term.term()) ? "" : "表記は「" + term.preferred() + "」。";
            String avoid = term.avoid().isEmpty()
                    ? ""
                    : term.avoid().stream().collect(Collectors.joining("」「", "「", "」は使わない。"));
            return "- " + term.term() + reading + "：" + sentence(term.definition(), "。") + preferred + avoid;
        }

        @Override
        String refused(String advice) {
            return "この質問への直前の回答は受け付けられませんでした。" + (advice.isEmpty() ? "" : "理由：" + advice) + "\n";
        }

        @Override
        String demandLabel(List<String> labels) {
            return "次のラベルのうち一つだけを、そのまま答えてください。ほかには何も書かないでください。\n" + list(labels);
        }

        @Override
        String demandJson() {
            return "スキーマを満たすJSON文書を一つだけ答えてください。コードブロックにせず、ほかには何も書かないでください。";
        }

        @Override
        String demandMatch(String meaning, String expression) {
            return meaning + "だけを答え、ほかには何も書かないでください。回答の全体が次の正規表現に一致しなければなりません。\n" + expression;
        }

        @Override
        String demandDate() {
            return "日付を一つだけ、2024-04-01のように答えてください。ほかには何も書かないでください。";
        }

        @Override
        String demandQuantity() {
            return "数値を一つだけ、単位があれば単位とともに、1200円や3.5%のように答えてください。ほかには何も書かないでください。";
        }

        @Override
        String demandWithout(List<String> words) {
            return "回答では、次の言葉を使わないでください。\n" + list(words);
        }

        @Override
        String avoid(String form, String preferred) {
            return "「" + form + "」は使わないでください。" + (preferred.isEmpty() ? "" : "「" + preferred + "」と書いてください。");
        }
    };

    /** Returns the wording in the language of {@code question}. */
    static Wording of(Question question) {
        return Scripts.isJapanese(question.text()) ? JAPANESE : ENGLISH;
    }

    abstract String terms(List<String> lines);

    abstract String term(Glossary.Term term);

    abstract String refused(String advice);

    abstract String demandLabel(List<String> labels);

    abstract String demandJson();

    abstract String demandMatch(String meaning, String expression);

    abstract String demandDate();

    abstract String demandQuantity();

    abstract String demandWithout(List<String> words);

    /** Says what not to write, and what instead unless {@code preferred} is empty. */
    abstract String avoid(String form, String preferred);

    private static String sentence(String text, String fullStop) {
        String stripped = Checks.requireText(text, "text").strip();
        return stripped.endsWith(fullStop) ? stripped : stripped + fullStop;
    }

    private static String list(List<String> labels) {
        return labels.stream().map(label -> "- " + label).collect(Collectors.joining("\n"));
    }
}
