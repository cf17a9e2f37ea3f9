// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import dev.tokka.AnswerForm;
import dev.tokka.Example;
import dev.tokka.config.Setting;
import dev.tokka.config.Settings;
import dev.tokka.config.Type;
import java.util.List;
import java.util.Optional;

/**
 * The one declaration of what prompting reads from files, for the kinds of this module and for your own: examples, terms of a
 * glossary, and forms of answers.
 *
 * <pre>{@code
 * Setting<List<Example>> of = Setting.required("of", PromptingTypes.EXAMPLES, "What is chosen from.");
 * }</pre>
 */
public final class PromptingTypes {

    private static final Setting<String> QUESTION = Setting.required("question", Type.text(), "What is asked.");
    private static final Setting<String> ANSWER = Setting.required("answer", Type.text(), "What a good model says.");

    /**
     * Examples: a list of mappings with {@code question} and {@code answer}, or the path of a file with one in each {@linkplain
     * Type#rows row}.
     */
    public static final Type<List<Example>> EXAMPLES =
            Type.rows(List.of(QUESTION, ANSWER), settings -> new Example(settings.get(QUESTION), settings.get(ANSWER)));

    private static final Setting<String> TERM =
            Setting.required("term", Type.text(), "The term as it stands in texts.");
    private static final Setting<String> DEFINITION = Setting.required("definition", Type.text(), "What it means.");
    private static final Setting<String> READING =
            Setting.of("reading", Type.text(), "", "How it is read, such as the kana of a term in kanji.");
    private static final Setting<String> PREFERRED =
            Setting.optional("preferred", Type.text(), "How replies are to write it; without it as the term stands.");
    private static final Setting<List<String>> AVOID =
            Setting.of("avoid", Type.list(Type.text(), 0), List.of(), "What replies must not write instead.");

    /** Terms of a glossary, in the order in which they are shown: a list of mappings. */
    public static final Type<List<Glossary.Term>> TERMS =
            Type.list(Type.object(TERM, DEFINITION, READING, PREFERRED, AVOID).as(PromptingTypes::term), 1);

    /** The most terms to tell for one question. */
    public static final Type<Integer> TERM_LIMIT = Type.integer(1, Integer.MAX_VALUE);

    /** The setting {@code labels} of a form. */
    public static final Setting<List<String>> LABELS =
            Setting.optional("labels", Type.list(Type.text(), 2), "The labels of which a reply must be one.");

    /** The setting {@code json-schema} of a form. */
    public static final Setting<String> JSON_SCHEMA = Setting.optional(
            "json-schema", Type.json(), "The JSON schema that a reply must satisfy: a file, or the schema itself.");

    private PromptingTypes() {}

    /**
     * Returns the form that {@link #LABELS} or {@link #JSON_SCHEMA} give, which must both be among {@code settings}; free text if
     * neither is set.
     *
     * @throws IllegalArgumentException if both are set
     */
    public static AnswerForm form(Settings settings) {
        Optional<List<String>> labels = settings.find(LABELS);
        Optional<String> schema = settings.find(JSON_SCHEMA);
        if (labels.isPresent() && schema.isPresent()) {
            throw new IllegalArgumentException("expected either 'labels' or 'json-schema' but found both");
        }
        return labels.<AnswerForm>map(AnswerForm.OneOf::new)
                .or(() -> schema.map(AnswerForm.JsonSchema::new))
                .orElse(AnswerForm.FREE_TEXT);
    }

    private static Glossary.Term term(Settings settings) {
        return new Glossary.Term(
                settings.get(TERM),
                settings.get(DEFINITION),
                settings.get(READING),
                settings.find(PREFERRED).orElse(settings.get(TERM)),
                settings.get(AVOID));
    }
}
