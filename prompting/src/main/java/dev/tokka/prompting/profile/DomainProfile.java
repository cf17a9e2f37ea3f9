// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.profile;

import static java.util.Objects.requireNonNull;

import dev.tokka.AnswerForm;
import dev.tokka.Checks;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.Example;
import dev.tokka.Specialization;
import dev.tokka.config.Type;
import dev.tokka.prompting.Examples;
import dev.tokka.prompting.Glossary;
import dev.tokka.prompting.Prompting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A domain in one reviewed file: who the model is, what it answers and what not, the words of the domain, and how answers
 * look.
 *
 * <p>The file is YAML, JSON, or Markdown with YAML at its beginning; the body of Markdown is told to the model as it stands,
 * after the instructions:
 *
 * <pre>{@code
 * ---
 * profile: Bank desk
 * version: "3"
 * language: en
 * role: You help the staff of a bank.
 * covers: [accounts, cards, transfers]
 * refuses:
 *   - about: taxes
 *     reply: Please ask a tax adviser.
 * style: Plain and polite, in one or two sentences.
 * glossary:
 *   - {term: AML, definition: anti-money laundering, avoid: [money washing]}
 * examples:
 *   - {question: "When is the desk open?", answer: From nine to five.}
 * ---
 * Give the exact number, time or amount that was asked for.
 * }</pre>
 *
 * <p>It is a specialization, {@code base.with(DomainProfile.read(file))}: {@link #prompting} with name, version and {@link
 * #hash} in the description. To add to it, such as the nearest of many examples, take {@code
 * profile.prompting().examples(…)} instead, on the model with {@code profile.answers().reasoning()}, if there is any.
 *
 * @param name which domain this is, for people; not blank
 * @param version of the file, by whoever reviewed it; not blank
 * @param language that Tokka's own sentences have, such as those about refusals; the model answers in that of the question
 * @param duties what the model is told to be and to do
 * @param glossary the terms of the domain
 * @param answers how answers look
 */
public record DomainProfile(
        String name, String version, Language language, Duties duties, Glossary glossary, Answers answers)
        implements Specialization {

    /** Checks the components. */
    public DomainProfile {
        Checks.requireText(name, "name");
        Checks.requireText(version, "version");
        requireNonNull(language, "language");
        requireNonNull(duties, "duties");
        requireNonNull(glossary, "glossary");
        requireNonNull(answers, "answers");
    }

    /**
     * Reads a profile.
     *
     * @param file {@code *.md}, {@code *.yaml}, {@code *.yml} or {@code *.json}, in UTF-8
     * @throws dev.tokka.config.ConfigException if it is not right; it holds all that is wrong, each with line and column
     */
    public static DomainProfile read(Path file) {
        return ProfileFile.read(file);
    }

    /**
     * Returns the type of paths of such files, for {@linkplain dev.tokka.config.Kind kinds} of your own: the value is the
     * profile, and what is wrong in it is told with all else that is wrong.
     */
    public static Type<DomainProfile> inFile() {
        return ProfileFile.inFile();
    }

    /** Returns the JSON schema, of draft 2020-12, of such files, for editors. */
    public static String schema() {
        return ProfileFile.schema();
    }

    /**
     * Returns the prompting by this profile, without its reasoning: all its examples are shown in their order, as far as the
     * budget goes.
     */
    public Prompting prompting() {
        Prompting prompting = Prompting.none().glossary(glossary).form(answers.form());
        for (String instruction : instructions()) {
            prompting = prompting.plusInstructions(instruction);
        }
        return answers.examples().isEmpty() ? prompting : prompting.examples(Examples.fixed(answers.examples()));
    }

    /** Returns what the model is told, in order: role, what it answers, what it refuses, the instructions, and the style. */
    public List<String> instructions() {
        List<String> all = new ArrayList<>();
        all.add(duties.role());
        if (!duties.covers().isEmpty()) {
            all.add(language.covers(duties.covers()));
        }
        duties.refusals().forEach(refusal -> all.add(language.refuses(refusal)));
        all.addAll(duties.instructions());
        if (!duties.style().isEmpty()) {
            all.add(language.style(duties.style()));
        }
        return List.copyOf(all);
    }

    /** Returns the SHA-256 of everything in the profile, in hexadecimal; the layout of the file does not matter. */
    public String hash() {
        // A base of its own, so that the hash is that of the profile alone.
        return prompted(new Unasked())
                .describe()
                .with("name", name)
                .with("version", version)
                .with("language", language)
                .fingerprint();
    }

    @Override
    public DomainModel specialize(DomainModel base) {
        DomainModel prompted = prompted(base);
        Description made = new Description("profile", name, Map.of("version", version, "hash", hash()), List.of());
        return new ProfiledModel(made, prompted);
    }

    /** Puts the reasoning next to the model, and the prompting, with its form, around it. */
    private DomainModel prompted(DomainModel base) {
        return prompting()
                .specialize(answers.reasoning().orElse(Specialization.none()).specialize(base));
    }

    /** Returns name and version. */
    @Override
    public String toString() {
        return name + " " + version;
    }

    /**
     * What a model is told to be and to do.
     *
     * @param role who it is; not blank
     * @param covers what it answers questions about; empty if anything
     * @param refusals what it does not answer
     * @param instructions what else it is told, in order
     * @param style how it writes; empty if that is open
     */
    public record Duties(
            String role, List<String> covers, List<Refusal> refusals, List<String> instructions, String style) {

        /** Checks and copies the components. */
        public Duties {
            Checks.requireText(role, "role");
            covers = List.copyOf(covers);
            covers.forEach(topic -> Checks.requireText(topic, "topic"));
            refusals = List.copyOf(refusals);
            instructions = List.copyOf(instructions);
            instructions.forEach(instruction -> Checks.requireText(instruction, "instruction"));
            requireNonNull(style, "style");
        }
    }

    /**
     * What is not answered.
     *
     * @param about which questions, in words; not blank
     * @param reply what is said instead; empty to abstain
     */
    public record Refusal(String about, String reply) {

        /** Checks the components. */
        public Refusal {
            Checks.requireText(about, "about");
            requireNonNull(reply, "reply");
        }
    }

    /**
     * How answers look.
     *
     * @param form that they must have
     * @param examples that the model is shown, in this order
     * @param reasoning how the model works before it answers; empty if it answers at once
     */
    public record Answers(AnswerForm form, List<Example> examples, Optional<Specialization> reasoning) {

        /** Checks and copies the components. */
        public Answers {
            requireNonNull(form, "form");
            examples = List.copyOf(examples);
            requireNonNull(reasoning, "reasoning");
        }

        /** Creates answers without reasoning. */
        public Answers(AnswerForm form, List<Example> examples) {
            this(form, examples, Optional.empty());
        }
    }
}
