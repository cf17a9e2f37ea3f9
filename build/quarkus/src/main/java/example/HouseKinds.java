// SPDX-License-Identifier: Apache-2.0
package example;

import dev.tokka.Answer;
import dev.tokka.config.Kind;
import dev.tokka.config.KindProvider;
import dev.tokka.config.Role;
import dev.tokka.config.Type;
import java.util.List;

// SHOW
/** Named in {@code META-INF/services/dev.tokka.config.KindProvider}. */
public class HouseKinds implements KindProvider {

    @Override
    public List<Kind<?>> kinds() {
        return List.of(Role.MODEL.kind(
                "constant",
                "Always replies the same.",
                Type.text(),
                (text, making) -> question -> Answer.reply(text)));
    }
}
// END
