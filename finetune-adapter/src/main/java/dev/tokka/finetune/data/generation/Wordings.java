// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.generation;

import java.util.List;

/** The words in which questions are asked without a model; {@code {0}} and so on are places. */
final class Wordings {

    private static final List<String> VALUE_EN = List.of(
            "What is {0}?",
            "Please tell me {0}.", "I would like to know {0}.", "Can you say what {0} is?", "Look up {0} for me.");
    private static final List<String> VALUE_JA =
            List.of("{0}は何ですか。", "{0}を教えてください。", "{0}について答えてください。", "{0}が知りたいです。", "{0}はどうなっていますか。");
    private static final List<String> CELL_EN = List.of(
            "Under “{2}”, what is given as “{0}” for {1}?",
            "What does the table in “{2}” give as “{0}” for {1}?",
            "{1}: what is the entry “{0}” in “{2}”?",
            "Please look up “{0}” of {1} in the table of “{2}”.",
            "Which “{0}” does {1} have according to “{2}”?");
    private static final List<String> CELL_JA = List.of(
            "「{2}」の表で、{1}の「{0}」は何ですか。",
            "{1}の「{0}」を「{2}」に基づいて教えてください。",
            "「{2}」によると、{1}の「{0}」はどうなっていますか。",
            "{1}について、「{2}」の表にある「{0}」を答えてください。",
            "「{2}」で{1}の「{0}」として示されているものは何ですか。");
    private static final List<String> GAP_EN = List.of(
            "Which words are missing in this sentence of “{1}”? {0}",
            "Fill the gap in this rule on “{1}”: {0}",
            "Complete the sentence from “{1}” at the blank: {0}",
            "What belongs in the blank? “{1}” says: {0}",
            "In “{1}” one part of this sentence is left out. What is it? {0}");
    private static final List<String> GAP_JA = List.of(
            "「{1}」にある次の文の空欄に入る語は何ですか。{0}",
            "次の文の空欄を埋めてください（{1}）。{0}",
            "「{1}」に関する次の文で、抜けている語を答えてください。{0}",
            "空欄に当てはまる語を答えてください。「{1}」より：{0}",
            "「{1}」の次の一文には欠けている部分があります。それは何ですか。{0}");
    private static final List<String> SECTION_EN = List.of(
            "What does “{1}” say about “{0}”?",
            "Please quote what “{1}” says first under “{0}”.",
            "How does the section “{0}” of “{1}” begin?",
            "What is the first thing to know about “{0}” in “{1}”?",
            "I am reading “{1}”. What is written under “{0}”?");
    private static final List<String> SECTION_JA = List.of(
            "「{1}」の「{0}」には何と書かれていますか。",
            "「{1}」では「{0}」についてどう定めていますか。",
            "「{1}」のうち「{0}」の最初の内容を教えてください。",
            "「{0}」について「{1}」の記載を引用してください。",
            "「{1}」を読んでいます。「{0}」の項はどう始まりますか。");

    /** What sort of question is asked. */
    enum Sort {
        VALUE,
        CELL,
        GAP,
        SECTION
    }

    /** How many wordings each sort of question has. */
    static final int MOST = 5;

    private Wordings() {}

    static List<String> of(Sort sort, boolean isJapanese) {
        return switch (sort) {
            case VALUE -> isJapanese ? VALUE_JA : VALUE_EN;
            case CELL -> isJapanese ? CELL_JA : CELL_EN;
            case GAP -> isJapanese ? GAP_JA : GAP_EN;
            case SECTION -> isJapanese ? SECTION_JA : SECTION_EN;
        };
    }

    /** Returns {@code wording} with its places filled; what fills one is not looked at again. */
    static String fill(String wording, String... parts) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < wording.length(); i++) {
            char character = wording.charAt(i);
            if (character == '{') {
                text.append(parts[wording.charAt(i + 1) - '0']);
                i += 2;
            } else {
                text.append(character);
            }
        }
        return text.toString();
    }
}
