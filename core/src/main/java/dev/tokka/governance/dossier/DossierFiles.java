// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.dossier;

import static java.util.Objects.requireNonNull;

import dev.tokka.governance.inventory.ModelRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes a dossier in all its forms into a directory. */
public final class DossierFiles {

    private DossierFiles() {}

    /**
     * Writes {@code index.en.html}, {@code index.ja.html}, {@code index.en.md}, {@code index.ja.md}, {@code index.json}, and
     * for its model {@code model-card.md} and {@code bom.cdx.json}; where the dossier is about all models, or several, these
     * two are in a folder for each, named after its id. Files of these names are replaced; equal dossiers give equal bytes.
     *
     * @param directory made if it is not there
     * @return the files, in this order
     * @throws IOException if they cannot be written
     */
    public static List<Path> write(Dossier dossier, Path directory) throws IOException {
        requireNonNull(dossier, "dossier");
        Files.createDirectories(directory);
        List<Path> files = new ArrayList<>();
        for (Wording wording : Wording.values()) {
            files.add(Files.writeString(
                    directory.resolve("index." + wording.tag() + ".html"), HtmlDossier.write(dossier, wording)));
        }
        for (Wording wording : Wording.values()) {
            files.add(Files.writeString(
                    directory.resolve("index." + wording.tag() + ".md"), MarkdownDossier.write(dossier, wording)));
        }
        files.add(Files.writeString(directory.resolve("index.json"), JsonDossier.write(dossier)));
        boolean alone = !dossier.scope().whole() && dossier.records().size() == 1;
        for (ModelRecord record : dossier.records()) {
            Path folder = alone ? directory : Files.createDirectories(directory.resolve(record.id()));
            files.add(Files.writeString(
                    folder.resolve("model-card.md"),
                    ModelCard.write(record, dossier.scope().languages())));
            files.add(Files.writeString(
                    folder.resolve("bom.cdx.json"),
                    MlBom.write(record, dossier.scope().made())));
        }
        return List.copyOf(files);
    }
}
