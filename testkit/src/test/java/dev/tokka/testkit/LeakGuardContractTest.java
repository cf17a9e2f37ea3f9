// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit;

import dev.tokka.DomainModel;
import dev.tokka.governance.output.LeakGuard;
import java.util.stream.Stream;

class LeakGuardContractTest implements DomainModelContract {

    @Override
    public DomainModel model() {
        return ScriptedModel.replying("The policy covers water damage 💧.").with(LeakGuard.of("canary-1234"));
    }

    @Override
    public Stream<DomainModel> changedModels() {
        return Stream.of(
                ScriptedModel.replying("The policy covers water damage 💧.").with(LeakGuard.of("canary-1235")),
                ScriptedModel.replying("It covers fire.").with(LeakGuard.of("canary-1234")));
    }
}
