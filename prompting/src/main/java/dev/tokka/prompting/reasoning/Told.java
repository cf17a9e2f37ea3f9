// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.reasoning;

import dev.tokka.Description;
import dev.tokka.Digests;
import dev.tokka.Question;
import dev.tokka.langchain4j.PromptLanguage;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Something that models are told, in the language of the question. */
record Told(String english, String japanese) {

    String in(Question question) {
        return PromptLanguage.of(question.text()) == PromptLanguage.JAPANESE ? japanese : english;
    }

    /** Returns what changes whenever a word of {@code all} does. */
    static Description describe(Told... all) {
        // Lengths keep the ends of texts apart.
        String texts = Arrays.stream(all)
                .map(told -> told.english.length() + " " + told.english + told.japanese.length() + " " + told.japanese)
                .collect(Collectors.joining("\n"));
        return Description.of("wording").with("digest", Digests.sha256(texts));
    }
}
