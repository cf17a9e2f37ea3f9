// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit;

import dev.tokka.DomainModel;
import dev.tokka.langchain4j.CallLimits;
import dev.tokka.langchain4j.CompletionDomainModel;
import dev.tokka.langchain4j.PromptFormats;
import java.util.stream.Stream;

class CompletionDomainModelContractTest implements DomainModelContract {

    @Override
    public CompletionDomainModel model() {
        return CompletionDomainModel.of(CountingModels.language(), CountingModels.streamingLanguage())
                .named("base-1");
    }

    @Override
    public Stream<DomainModel> changedModels() {
        return Stream.of(
                CompletionDomainModel.of(CountingModels.language()).named("base-1"),
                model().named("base-2"),
                model().withFormat(PromptFormats.chatMl()),
                model().withLimits(CallLimits.DEFAULT.withMaxCharacters(10)),
                model().trustingEnd());
    }
}
