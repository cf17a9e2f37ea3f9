// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit;

import dev.tokka.DomainModel;
import java.util.stream.Stream;

class FaqModelContractTest implements DomainModelContract {

    @Override
    public DomainModel model() {
        return new FaqModel("policy", "It covers water damage 💧.");
    }

    @Override
    public Stream<DomainModel> changedModels() {
        return Stream.of(
                new FaqModel("branch", "It covers water damage 💧."), new FaqModel("policy", "It covers fire 🔥."));
    }
}
