// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.profile;

import dev.tokka.config.Kind;
import dev.tokka.config.KindProvider;
import dev.tokka.config.Role;
import dev.tokka.config.Type;
import java.util.List;

/**
 * Offers {@code profile} to files of {@link dev.tokka.config}.
 *
 * <pre>{@code
 * with: [{profile: desk.md}]
 * }</pre>
 */
public final class ProfileKinds implements KindProvider {

    /** Creates the provider; {@link java.util.ServiceLoader} does. */
    public ProfileKinds() {}

    @Override
    public List<Kind<?>> kinds() {
        return List.of(Role.SPECIALIZATION.kind(
                "profile",
                "Tells a model what the profile of a domain says; it is a file of its own.",
                Type.file(),
                (file, making) -> DomainProfile.read(file)));
    }
}
