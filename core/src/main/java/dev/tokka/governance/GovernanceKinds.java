// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance;

import dev.tokka.config.Kind;
import dev.tokka.config.KindProvider;
import dev.tokka.config.Role;
import dev.tokka.config.Setting;
import dev.tokka.config.Type;
import dev.tokka.governance.inventory.ModelInventory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;

/** Offers {@code governed} to files. */
public final class GovernanceKinds implements KindProvider {

    private static final Setting<Path> INVENTORY =
            Setting.required("inventory", Type.directory(), "The directory of the inventory.");
    private static final Setting<String> MODEL =
            Setting.required("model", Type.text(), "The id of the model's record in it.");
    private static final Setting<String> PURPOSE =
            Setting.required("purpose", Type.text(), "What it is used for, word by word as it was approved.");
    private static final Setting<ZoneId> ZONE = Setting.optional(
            "zone",
            Type.text().as(ZoneId::of),
            "Whose days count for dates of expiry, such as Asia/Tokyo; without it those of this machine.");

    /** Creates the provider; {@link java.util.ServiceLoader} does. */
    public GovernanceKinds() {}

    @Override
    public List<Kind<?>> kinds() {
        return List.of(Role.SPECIALIZATION.kind(
                "governed",
                "Refuses what the inventory has not approved for this use. Put it last, so that nothing answers before it.",
                Type.object(INVENTORY, MODEL, PURPOSE, ZONE),
                (settings, making) -> {
                    ModelInventory inventory = ModelInventory.directory(settings.get(INVENTORY));
                    Use use = new Use(settings.get(MODEL), settings.get(PURPOSE));
                    Clock clock = settings.find(ZONE).map(Clock::system).orElseGet(Clock::systemDefaultZone);
                    return model -> Governance.governed(model, inventory, use, clock);
                }));
    }
}
