// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit;

import dev.tokka.DomainModel;
import dev.tokka.governance.output.SafeLinks;
import java.util.stream.Stream;

class SafeLinksContractTest implements DomainModelContract {

    @Override
    public DomainModel model() {
        return ScriptedModel.replying("See [this](https://evil.example) 💧 <b>").with(SafeLinks.none());
    }

    @Override
    public Stream<DomainModel> changedModels() {
        return Stream.of(
                ScriptedModel.replying("See [this](https://evil.example) 💧 <b>")
                        .with(SafeLinks.only("a.example")),
                ScriptedModel.replying("See [this](https://evil.example) 💧 <b>")
                        .with(SafeLinks.any()),
                ScriptedModel.replying("See").with(SafeLinks.none()));
    }
}
