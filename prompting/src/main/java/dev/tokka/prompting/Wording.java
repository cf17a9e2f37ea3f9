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

    private static String sentence(String text, String fullStop) {
        String stripped = Checks.requireText(text, "text").strip();
        return stripped.endsWith(fullStop) ? stripped : stripped + fullStop;
    }

    private static String list(List<String> labels) {
        return labels.stream().map(label -> "- " + label).collect(Collectors.joining("\n"));
    }
}
