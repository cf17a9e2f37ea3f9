// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.datasheet;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.Digests;
import dev.tokka.finetune.data.RowSource;
import dev.tokka.finetune.data.StepCount;
import dev.tokka.finetune.data.TrainingSet;
import dev.tokka.finetune.data.cleaning.Cleaning.Cleaned;
import dev.tokka.finetune.data.generation.Generated;
import dev.tokka.governance.inventory.Development.Ingredient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What is in a training set, how it came to be, and the digests that prove it: what a datasheet answers, as far as a program
 * can know it. The rest, such as whether people consented, {@link About#notes} is for.
 *
 * <pre>{@code
 * Datasheet sheet = Datasheet.of(about, cleaned.set()).with(generated).with(cleaned).withSources(documents);
 * Recipe recipe = Recipe.of(model.describe()).with(sheet.ingredient());
 * }</pre>
 *
 * @param about what a person says of it
 * @param composition what is in it
 * @param steps what was done, in order, with the number of rows at each step
 * @param files of the set, by name, with the SHA-256 of each
 * @param sources of which rows were made, by id, with the digest of each
 * @param settings what decided the rows, by name, such as the fingerprint of the teacher
 * @see <a href="https://arxiv.org/abs/1803.09010">Gebru et al., Datasheets for Datasets (2018)</a>
 */
public record Datasheet(
        About about,
        Composition composition,
        List<StepCount> steps,
        Map<String, String> files,
        Map<String, String> sources,
        Map<String, String> settings) {

    /** Copies the collections. */
    public Datasheet {
        requireNonNull(about, "about");
        requireNonNull(composition, "composition");
        steps = List.copyOf(steps);
        files = Collections.unmodifiableMap(new TreeMap<>(files));
        sources = Collections.unmodifiableMap(new TreeMap<>(sources));
        settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    }

    /**
     * What a person says of a set.
     *
     * @param name what it is called; not blank
     * @param purpose what it was made for, and by whom; not blank
     * @param notes on consent, known gaps, and what it must not be used for; may be empty
     * @param created when
     */
    public record About(String name, String purpose, String notes, Instant created) {

        /** Checks the above. */
        public About {
            Checks.requireText(name, "name");
            Checks.requireText(purpose, "purpose");
            requireNonNull(notes, "notes");
            requireNonNull(created, "created");
        }
    }

    /**
     * Returns the sheet of {@code set}, whose rows are counted now.
     *
     * @throws IOException if it cannot be read
     */
    public static Datasheet of(About about, TrainingSet set) throws IOException {
        return new Datasheet(
                about,
                Composition.of(set),
                List.of(),
                Map.of(String.valueOf(set.file().getFileName()), set.digest()),
                Map.of(),
                Map.of());
    }

    /** Returns this sheet with what a generation did and used. */
    public Datasheet with(Generated generated) {
        Map<String, String> more = new TreeMap<>(settings);
        more.put("generation", generated.settings());
        generated.teacher().ifPresent(teacher -> {
            more.put("teacher", teacher);
            more.put("teacher calls", String.valueOf(generated.spent().calls()));
            more.put("teacher tokens", String.valueOf(generated.spent().tokens()));
            more.put("teacher money", generated.spent().money().toPlainString());
        });
        return new Datasheet(about, composition, plus(List.of(generated.count())), files, sources, more);
    }

    /** Returns this sheet with what a cleaning did. */
    public Datasheet with(Cleaned cleaned) {
        return new Datasheet(about, composition, plus(cleaned.counts()), files, sources, settings);
    }

    private List<StepCount> plus(List<StepCount> more) {
        return Stream.concat(steps.stream(), more.stream()).toList();
    }

    /** Returns this sheet with the sources of which rows were made. */
    public Datasheet withSources(Iterable<? extends RowSource> more) {
        Map<String, String> all = new TreeMap<>(sources);
        more.forEach(source -> all.put(source.id(), source.digest()));
        return new Datasheet(about, composition, steps, files, all, settings);
    }

    /**
     * Returns this sheet with a file that was made of the set, such as the one that is sent to a trainer.
     *
     * @throws IOException if it cannot be read
     */
    public Datasheet withFile(Path file) throws IOException {
        Map<String, String> all = new TreeMap<>(files);
        all.put(String.valueOf(file.getFileName()), Digests.sha256(file));
        return new Datasheet(about, composition, steps, all, sources, settings);
    }

    /** Returns this sheet with a setting, such as the seed of a split. */
    public Datasheet withSetting(String name, String value) {
        Map<String, String> all = new TreeMap<>(settings);
        all.put(Checks.requireText(name, "name"), requireNonNull(value, "value"));
        return new Datasheet(about, composition, steps, files, sources, all);
    }

    /** Returns this sheet as JSON: equal sheets are equal text. */
    public String toJson() {
        return DatasheetJson.write(this);
    }

    /** Returns this sheet as a page of Markdown, with the questions of the paper as headings. */
    public String toMarkdown() {
        return DatasheetPage.write(this);
    }

    /** Returns the SHA-256 of {@link #toJson}, in hexadecimal: it changes with the data and with all that is said of it. */
    public String digest() {
        return Digests.sha256(toJson());
    }

    /**
     * Returns this set as an ingredient of a model, for {@code Development.Recipe}: its name, the digest of this sheet, which
     * holds those of the files, and its licences.
     */
    public Ingredient ingredient() {
        List<String> licences = new ArrayList<>(composition.licences());
        return Ingredient.of(
                Ingredient.Kind.TRAINING_DATA,
                about.name(),
                "sha256:" + digest(),
                licences.isEmpty() ? Composition.UNKNOWN : String.join(", ", licences));
    }
}
