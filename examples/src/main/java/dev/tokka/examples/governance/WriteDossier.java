// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.governance;

import dev.tokka.governance.audit.AuditException;
import dev.tokka.governance.audit.AuditReader;
import dev.tokka.governance.audit.Checkpoint;
import dev.tokka.governance.audit.VerifierKey;
import dev.tokka.governance.dossier.AuditSummary;
import dev.tokka.governance.dossier.Dossier;
import dev.tokka.governance.dossier.DossierFiles;
import dev.tokka.governance.dossier.Gap;
import dev.tokka.governance.inventory.InventoryException;
import dev.tokka.governance.inventory.ModelInventory;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * Writes the dossier of a model, or of all models of an inventory, and prints which files there are.
 *
 * <p>Started by {@code mvn -q -Pdossier -Dinventory=DIRECTORY -Dmodel=ID -Dout=DIRECTORY [-Daudit=DIRECTORY]
 * [-Daudit.checkpoints=FILE,…] [-Daudit.key=NAME+ID+KEY] [-Dlanguages=ja,en]}; without a model it is about all. Ends with 0,
 * or with 2 if something cannot be read or written.
 */
public final class WriteDossier {

    private final Properties properties;
    private final Clock clock;
    private final PrintStream out;

    /** Makes a program that reads these properties and prints to {@code out}. */
    WriteDossier(Properties properties, Clock clock, PrintStream out) {
        this.properties = properties;
        this.clock = clock;
        this.out = out;
    }

    /** Writes; see above. */
    public static void main(String... arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(new WriteDossier(System.getProperties(), Clock.system(ZoneId.systemDefault()), out).run());
    }

    /** Returns the status to end with. */
    int run() {
        Optional<String> inventory = property("tokka.inventory");
        Optional<String> directory = property("tokka.out");
        if (inventory.isEmpty() || directory.isEmpty()) {
            out.println("expected -Dinventory=DIRECTORY and -Dout=DIRECTORY");
            return 2;
        }
        try {
            Path records = Path.of(inventory.get());
            if (!Files.isDirectory(records)) {
                out.println("expected the directory of an inventory but there is none at " + records);
                return 2;
            }
            Dossier dossier = dossier(ModelInventory.directory(records));
            DossierFiles.write(dossier, Path.of(directory.get())).forEach(out::println);
            for (Gap.Kind kind : Gap.Kind.values()) {
                long gaps = dossier.gaps().stream()
                        .filter(gap -> gap.kind() == kind)
                        .count();
                out.println(kind.title().english() + ": " + gaps);
            }
            return 0;
        } catch (IOException | AuditException | InventoryException | IllegalArgumentException e) {
            out.println("the dossier could not be written: " + e.getMessage());
            return 2;
        }
    }

    private Dossier dossier(ModelInventory inventory) throws IOException {
        Dossier.Builder builder = Dossier.builder(inventory, clock);
        property("model").ifPresent(builder::model);
        builder.languages(list("tokka.languages").toArray(new String[0]));
        Optional<String> log = property("tokka.audit");
        if (log.isPresent()) {
            AuditReader reader = AuditReader.open(Path.of(log.get()));
            List<Checkpoint> kept = kept();
            builder.audit(property("tokka.audit.key")
                    .map(key -> AuditSummary.of(reader, kept, VerifierKey.parse(key)))
                    .orElseGet(() -> AuditSummary.of(reader, kept)));
        }
        return builder.build();
    }

    private List<Checkpoint> kept() throws IOException {
        List<Checkpoint> kept = new ArrayList<>();
        for (String file : list("tokka.audit.checkpoints")) {
            kept.add(Checkpoint.parse(Files.readString(Path.of(file))));
        }
        return kept;
    }

    /** Returns what commas separate, without those that are blank. */
    private List<String> list(String name) {
        return Pattern.compile(",")
                .splitAsStream(property(name).orElse(""))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList();
    }

    private Optional<String> property(String name) {
        return Optional.ofNullable(properties.getProperty(name)).filter(value -> !value.isBlank());
    }
}
