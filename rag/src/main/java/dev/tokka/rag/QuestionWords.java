// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag;

import dev.tokka.rag.text.Language;
import dev.tokka.rag.text.Terms;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The words that make a sentence a question and say nothing of what it is about. */
final class QuestionWords {

    private static final Pattern SPACE = Pattern.compile("\\s+");

    private static final String ENGLISH = """
            how what which who whom whose when where why many much long high late fast soon often far large
            do does did done can could may might must shall should would have has had am is are was were be been being
            i me my we us our you your he him his she her it its they them their one someone somebody anyone anybody
            from up than about any some get got give given take taken need want know tell please say
            before after below above until within under over during between also still yet just only whether
            """;

    private static final String JAPANESE = """
            教える 下さる ください 何 なに なん 幾ら いくら 誰 だれ どこ 何処 いつ どの どれ どう どんな なぜ 何故 くらい ぐらい
            場合 よい 良い いい できる 出来る する なる ある いる 居る もらう 貰う もらえる 行う 行なう 受ける 来る くる 言う いう 思う
            必要 要る お 御 方 ほう こと もの とき 時 ところ まで 間 何時 何日 何年 教え 知る いただく 頂く いただける
            """;

    private final Map<Language, Set<String>> terms = new EnumMap<>(Language.class);

    QuestionWords(Map<Language, Terms> analysis) {
        analysis.forEach((language, words) -> {
            Set<String> found = new HashSet<>();
            String list = language == Language.JAPANESE ? JAPANESE : ENGLISH;
            // Word by word: analyzed as one text, neighbours would be read as one compound.
            SPACE.splitAsStream(list.strip()).forEach(word -> words.of(word).forEach(term -> found.add(term.text())));
            terms.put(language, Set.copyOf(found));
        });
    }

    boolean contains(Language language, String term) {
        return terms.getOrDefault(language, Set.of()).contains(term);
    }
}
