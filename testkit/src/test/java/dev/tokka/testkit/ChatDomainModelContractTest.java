// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit;

import dev.tokka.DomainModel;
import dev.tokka.langchain4j.CallLimits;
import dev.tokka.langchain4j.ChatDomainModel;
import dev.tokka.langchain4j.PromptFormats;
import dev.tokka.langchain4j.PromptLanguage;
import java.util.stream.Stream;

class ChatDomainModelContractTest implements DomainModelContract {

    @Override
    public ChatDomainModel model() {
        return ChatDomainModel.of(CountingModels.chat("small-1"));
    }

    @Override
    public Stream<DomainModel> changedModels() {
        return Stream.of(
                ChatDomainModel.of(CountingModels.chat("small-2")),
                ChatDomainModel.of(CountingModels.chat("small-1"), CountingModels.streamingChat("small-1")),
                model().named("mine"),
                model().withFormat(PromptFormats.chat(PromptLanguage.ENGLISH)),
                model().withLimits(CallLimits.DEFAULT.withMaxCharacters(10)),
                model().trustingEnd());
    }
}
