// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import dev.tokka.rag.document.DocumentException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files of a folder, by their path relative to it with {@code /} between names.
 *
 * <p>Hidden files and folders are left out. Symbolic links are not followed, so that nothing outside the folder is read.
 *
 * @param files what may be read
 * @param failures what cannot be
 */
record FolderScan(SortedMap<String, Path> files, List<DocumentException> failures) {

    /**
     * Looks through {@code folder}.
     *
     * @throws DocumentException if the folder is missing, is no folder, or may not be read
     */
    static FolderScan of(Path folder) {
        if (!Files.isDirectory(folder)) {
            String seen = Files.exists(folder) ? "it is a file" : "there is none";
            throw new DocumentException(
                    folder.toString(), DocumentException.Reason.UNREADABLE, "expected a folder but " + seen);
        }
        FolderScan scan = new FolderScan(new TreeMap<>(), new ArrayList<>());
        try {
            Files.walkFileTree(folder, scan.new Visitor(folder));
        } catch (IOException e) {
            throw new DocumentException(
                    folder.toString(), DocumentException.Reason.UNREADABLE, "expected a readable folder but got " + e);
        }
        return scan;
    }

    private final class Visitor extends SimpleFileVisitor<Path> {

        private final Path folder;

        Visitor(Path folder) {
            this.folder = folder;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            return !directory.equals(folder) && isHidden(directory)
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && !isHidden(file)) {
                files.put(id(file), file);
            } else if (attributes.isSymbolicLink()) {
                failures.add(new DocumentException(
                        id(file),
                        DocumentException.Reason.UNREADABLE,
                        "expected a file but found a symbolic link, which is not followed"));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (file.equals(folder)) {
                throw failure;
            }
            failures.add(new DocumentException(
                    id(file), DocumentException.Reason.UNREADABLE, "expected a readable file but got " + failure));
            return FileVisitResult.CONTINUE;
        }

        private String id(Path file) {
            StringBuilder id = new StringBuilder();
            folder.relativize(file)
                    .forEach(name -> id.append(id.isEmpty() ? "" : "/").append(name));
            return id.toString();
        }

        private boolean isHidden(Path path) {
            return String.valueOf(path.getFileName()).startsWith(".");
        }
    }
}
