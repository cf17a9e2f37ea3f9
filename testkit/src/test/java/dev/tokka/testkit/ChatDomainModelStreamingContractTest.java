// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit;

import dev.tokka.DomainModel;
import dev.tokka.langchain4j.ChatDomainModel;
import java.util.stream.Stream;

class ChatDomainModelStreamingContractTest implements DomainModelContract {

    @Override
    public DomainModel model() {
        return ChatDomainModel.of(CountingModels.chat("small-1"), CountingModels.streamingChat("small-1"));
    }

    @Override
    public Stream<DomainModel> changedModels() {
        return Stream.of(ChatDomainModel.of(CountingModels.chat("small-1"), CountingModels.streamingChat("small-2")));
    }
}
