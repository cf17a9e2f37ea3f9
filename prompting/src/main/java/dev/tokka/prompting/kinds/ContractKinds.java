// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.kinds;

import dev.tokka.config.Kind;
import dev.tokka.config.Role;
import dev.tokka.config.Setting;
import dev.tokka.config.Settings;
import dev.tokka.config.Type;
import dev.tokka.prompting.Glossary;
import dev.tokka.prompting.OutputContract;
import dev.tokka.prompting.PromptingTypes;
import dev.tokka.prompting.ReplyCheck;
import dev.tokka.prompting.profile.DomainProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What holds replies to a contract. */
final class ContractKinds {

    private static final Setting<List<ReplyCheck>> CHECKS = Setting.required(
            "checks",
            Type.list(Type.part(PromptingKinds.CHECK), 1),
            "What a reply goes through, in order; each gets what the one before made of it.");
    private static final Setting<Integer> REPAIRS = Repairs.setting("a reply that passes");

    private static final Setting<String> EXPRESSION = Setting.required(
            "expression",
            Type.text().as(ContractKinds::expression),
            "The regular expression that all of a reply must match, as of Java.");
    private static final Setting<String> MEANING = Setting.required(
            "meaning",
            Type.text(),
            "What a matching reply is, such as: a case number such as AB-1234. Models read it.");

    private static final Setting<DomainProfile> PROFILE =
            Setting.optional("profile", DomainProfile.inFile(), "The file of a profile, whose glossary is taken.");
    private static final Setting<List<Glossary.Term>> TERMS =
            Setting.optional("terms", PromptingTypes.TERMS, "The terms themselves.");

    private ContractKinds() {}

    static List<Kind<?>> all() {
        List<Kind<?>> all = new ArrayList<>(checksOfForm());
        all.addAll(checksOfWords());
        all.add(Role.SPECIALIZATION.kind(
                "contract",
                "Holds replies to checks; what does not pass is asked for again, and then refused.",
                Type.object(CHECKS, REPAIRS),
                (settings, making) -> new OutputContract(settings.get(CHECKS), settings.get(REPAIRS))));
        return all;
    }

    private static List<Kind<?>> checksOfForm() {
        return List.of(
                PromptingKinds.CHECK.kind(
                        "labels",
                        "A reply is one of these labels.",
                        Type.list(Type.text(), 2),
                        (labels, making) -> ReplyCheck.labels(labels)),
                PromptingKinds.CHECK.kind(
                        "json-schema",
                        "A reply is JSON that satisfies this schema: a file, or the schema itself.",
                        Type.json(),
                        (schema, making) -> ReplyCheck.jsonSchema(schema)),
                PromptingKinds.CHECK.kind(
                        "matching",
                        "All of a reply matches a regular expression.",
                        Type.object(EXPRESSION, MEANING),
                        (settings, making) -> ReplyCheck.matching(settings.get(EXPRESSION), settings.get(MEANING))),
                PromptingKinds.CHECK.kind(
                        "date",
                        "A reply is a date, which is written as of ISO 8601.",
                        Type.object(),
                        (settings, making) -> ReplyCheck.date()),
                PromptingKinds.CHECK.kind(
                        "quantity",
                        "A reply is a number, with or without a unit, which is written in plain decimal digits.",
                        Type.object(),
                        (settings, making) -> ReplyCheck.quantity()));
    }

    private static List<Kind<?>> checksOfWords() {
        return List.of(
                PromptingKinds.CHECK.kind(
                        "glossary",
                        "A reply holds no form that a term of a glossary says to avoid.",
                        Type.object(PROFILE, TERMS),
                        (settings, making) -> ReplyCheck.wordsOf(glossary(settings))),
                PromptingKinds.CHECK.kind(
                        "without",
                        "A reply holds none of these words.",
                        Type.list(Type.text(), 1),
                        (words, making) -> ReplyCheck.without(words.toArray(String[]::new))));
    }

    private static Glossary glossary(Settings settings) {
        Optional<Glossary> ofProfile = settings.find(PROFILE).map(DomainProfile::glossary);
        Optional<Glossary> ofTerms = settings.find(TERMS).map(Glossary::of);
        if (ofProfile.isPresent() == ofTerms.isPresent()) {
            throw new IllegalArgumentException(
                    "expected either 'profile' or 'terms' but found " + (ofProfile.isPresent() ? "both" : "neither"));
        }
        return ofProfile.or(() -> ofTerms).orElseThrow();
    }

    private static String expression(String written) {
        try {
            return Pattern.compile(written).pattern();
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "expected a regular expression but found one with this problem at " + e.getIndex() + ": "
                            + e.getDescription(),
                    e);
        }
    }
}
