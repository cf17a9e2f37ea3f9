// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.kinds;

import dev.tokka.config.Kind;
import dev.tokka.config.KindProvider;
import dev.tokka.config.Role;
import dev.tokka.config.Setting;
import dev.tokka.config.Settings;
import dev.tokka.config.Type;
import dev.tokka.prompting.Examples;
import dev.tokka.prompting.Glossary;
import dev.tokka.prompting.Prompting;
import dev.tokka.prompting.PromptingTypes;
import dev.tokka.prompting.ReplyCheck;
import dev.tokka.prompting.TokenBudget;
import dev.tokka.prompting.profile.DomainProfile;
import java.util.ArrayList;
import java.util.List;

/** Offers the kinds that the {@linkplain dev.tokka.prompting.kinds package} names. */
public final class PromptingKinds implements KindProvider {

    /** What chooses the examples that a model is shown. */
    public static final Role<Examples> EXAMPLES = new Role<>("examples", Examples.class);

    /** What checks replies for a contract. */
    public static final Role<ReplyCheck> CHECK = new Role<>("check", ReplyCheck.class);

    private static final Setting<List<String>> INSTRUCTIONS =
            Setting.of("instructions", Type.list(Type.text(), 0), List.of(), "What the model is told to do, in order.");
    private static final Setting<List<Glossary.Term>> TERMS =
            Setting.required("terms", PromptingTypes.TERMS, "The terms, in the order in which they are shown.");
    private static final Setting<Integer> TERM_LIMIT = Setting.of(
            "limit", PromptingTypes.TERM_LIMIT, Glossary.EMPTY.limit(), "The most terms to tell for one question.");
    private static final Setting<Glossary> GLOSSARY = Setting.of(
            "glossary",
            Type.object(TERMS, TERM_LIMIT).as(settings -> new Glossary(settings.get(TERMS), settings.get(TERM_LIMIT))),
            Glossary.EMPTY,
            "The terms of the domain; those that occur are told.");
    private static final Setting<List<Examples>> CHOICES = Setting.of(
            "examples",
            Type.list(Type.part(EXAMPLES), 0),
            List.of(),
            "What chooses examples, in the order in which they are shown.");
    private static final Setting<Integer> BUDGET = Setting.of(
            "budget",
            Type.integer(0, Integer.MAX_VALUE),
            TokenBudget.DEFAULT.tokens(),
            "The most tokens that terms and examples may add.");
    private static final Setting<Integer> REPAIRS = Repairs.setting("a reply that fits the form");

    /** Creates the provider; {@link java.util.ServiceLoader} does. */
    public PromptingKinds() {}

    @Override
    public List<Kind<?>> kinds() {
        List<Kind<?>> all = new ArrayList<>();
        all.add(Role.SPECIALIZATION.kind(
                "prompting",
                "Tells a model what to do, shows it how, and holds it to a form.",
                Type.object(
                        INSTRUCTIONS,
                        GLOSSARY,
                        CHOICES,
                        BUDGET,
                        PromptingTypes.LABELS,
                        PromptingTypes.JSON_SCHEMA,
                        REPAIRS),
                (settings, making) -> prompting(settings)));
        all.add(Role.SPECIALIZATION.kind(
                "profile",
                "Tells a model what the profile of a domain says; it is a file of its own.",
                DomainProfile.inFile(),
                (profile, making) -> profile));
        all.addAll(ExampleKinds.all());
        all.addAll(ContractKinds.all());
        all.addAll(ReasoningKinds.all());
        return List.copyOf(all);
    }

    private static Prompting prompting(Settings settings) {
        return new Prompting(
                settings.get(INSTRUCTIONS),
                settings.get(GLOSSARY),
                settings.get(CHOICES),
                new TokenBudget(settings.get(BUDGET), TokenBudget.DEFAULT.counter()),
                PromptingTypes.form(settings),
                settings.get(REPAIRS));
    }
}
