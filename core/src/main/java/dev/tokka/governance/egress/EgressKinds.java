// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.egress;

import dev.tokka.Checks;
import dev.tokka.DataClass;
import dev.tokka.config.Kind;
import dev.tokka.config.KindProvider;
import dev.tokka.config.Role;
import dev.tokka.config.Setting;
import dev.tokka.config.Settings;
import dev.tokka.config.SettingsFile;
import dev.tokka.config.Type;
import java.util.List;
import java.util.Optional;

/** Offers {@code egress} to files. */
public final class EgressKinds implements KindProvider {

    private static final Setting<EndpointPattern> TO = Setting.required(
            "to",
            Type.text().as(EndpointPattern::parse),
            "Where, such as https://api.example.com/v1 with all below it; hosts may be *.example.com or *.");
    private static final Setting<String> REGION =
            Setting.optional("region", Type.text(), "Where the endpoint must declare to be; without it anywhere.");
    private static final Setting<DataClass> UP_TO =
            Setting.required("up-to", Type.choice(DataClass.class), "The most confidential data that may be sent.");
    private static final Setting<DataClass> DEIDENTIFIED = Setting.optional(
            "deidentified-up-to",
            Type.choice(DataClass.class),
            "The most confidential data that may be sent redacted or with pseudonyms; without it as up-to.");
    private static final Type<List<EgressRule>> RULES =
            Type.list(Type.object(TO, REGION, UP_TO, DEIDENTIFIED).as(EgressKinds::rule), 0);
    private static final Setting<List<EgressRule>> REQUIRED_RULES =
            Setting.required("rules", RULES, "What may be sent where; everything else may not.");

    /** The rules in a file of their own, as {@link EgressPolicy#read} reads it, for other parts of a file that name one. */
    public static final Type<EgressPolicy> POLICY =
            Type.object(REQUIRED_RULES).as(all -> new EgressPolicy(all.get(REQUIRED_RULES)));

    private static final Setting<List<EgressRule>> INLINE_RULES =
            Setting.optional("rules", RULES, "What may be sent where; everything else may not. Or name a policy.");
    private static final Setting<EgressPolicy> FILE = Setting.optional(
            "policy", SettingsFile.inFile(POLICY), "A file with the rules, if they are not written here.");

    /** Creates the provider; {@link java.util.ServiceLoader} does. */
    public EgressKinds() {}

    @Override
    public List<Kind<?>> kinds() {
        return List.of(Role.SPECIALIZATION.kind(
                "egress",
                "Sends nothing to where the rules do not permit it, whatever part of the model would. Deny by default.",
                Type.object(INLINE_RULES, FILE).as(EgressKinds::policy),
                (policy, making) -> model -> Egress.guarded(model, policy)));
    }

    private static EgressRule rule(Settings settings) {
        DataClass highest = settings.get(UP_TO);
        return new EgressRule(
                settings.get(TO),
                settings.find(REGION).map(region -> Checks.requireText(region, "region")),
                highest,
                settings.find(DEIDENTIFIED).orElse(highest));
    }

    private static EgressPolicy policy(Settings settings) {
        Optional<List<EgressRule>> rules = settings.find(INLINE_RULES);
        Optional<EgressPolicy> file = settings.find(FILE);
        if (rules.isPresent() == file.isPresent()) {
            throw new IllegalArgumentException(
                    "expected 'rules' or 'policy' but found " + (file.isPresent() ? "both" : "neither"));
        }
        return file.orElseGet(() -> new EgressPolicy(rules.orElseThrow()));
    }
}
