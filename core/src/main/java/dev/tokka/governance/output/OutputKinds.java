// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.output;

import dev.tokka.config.Kind;
import dev.tokka.config.KindProvider;
import dev.tokka.config.Role;
import dev.tokka.config.Secret;
import dev.tokka.config.Setting;
import dev.tokka.config.Settings;
import dev.tokka.config.Type;
import java.util.List;
import java.util.stream.Stream;

/** Offers {@code safe-links} and {@code leak-guard} to files. */
public final class OutputKinds implements KindProvider {

    private static final Setting<List<Secret>> SECRETS = Setting.of(
            "secrets", Type.list(Type.secret(), 1), List.of(), "What must not get out, such as a canary in a prompt.");
    private static final Setting<List<Secret>> PROMPTS = Setting.of(
            "prompts",
            Type.list(Type.secret(), 1),
            List.of(),
            "Long texts of which no sentence must get out, such as \"${file:prompt.md}\".");
    private static final Setting<Boolean> KEYS = Setting.of(
            "keys", Type.truth(), false, "Whether keys and passwords are found that nobody named, by their form.");

    /** Creates the provider; {@link java.util.ServiceLoader} does. */
    public OutputKinds() {}

    @Override
    public List<Kind<?>> kinds() {
        return List.of(
                Role.SPECIALIZATION.kind(
                        "safe-links",
                        "Lets links in replies act to these hosts only; \"*\" alone is any.",
                        Type.list(Type.text(), 0),
                        (hosts, making) -> SafeLinks.to(hosts)),
                Role.SPECIALIZATION.kind(
                        "leak-guard",
                        "Withholds replies that hold one of these secrets.",
                        Type.object(SECRETS, PROMPTS, KEYS),
                        (settings, making) -> guard(settings)));
    }

    private static LeakGuard guard(Settings settings) {
        Stream<LeakGuard> secrets = settings.get(SECRETS).stream().map(secret -> LeakGuard.of(secret.value()));
        Stream<LeakGuard> prompts = settings.get(PROMPTS).stream().map(prompt -> LeakGuard.prompt(prompt.value()));
        Stream<LeakGuard> keys = settings.get(KEYS) ? Stream.of(LeakGuard.keys()) : Stream.empty();
        return Stream.of(secrets, prompts, keys)
                .flatMap(each -> each)
                .reduce(LeakGuard::and)
                .orElseThrow(() ->
                        new IllegalArgumentException("expected 'secrets', 'prompts' or 'keys: true' but found none"));
    }
}
