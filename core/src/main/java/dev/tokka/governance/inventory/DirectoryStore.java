// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.inventory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Versions as files: {@code id/000001.json} and so on.
 *
 * <p>A version is written aside, forced to the disk and then linked to its name, which fails if the name is taken: so it is
 * there as a whole or not at all, of many processes one wins, and no lock can be left behind.
 */
final class DirectoryStore implements VersionStore {

    private static final Pattern VERSION = Pattern.compile("([0-9]{6,18})\\.json");
    private static final Pattern ID = Pattern.compile("[a-z0-9_-]{1,80}");
    private static final int MAX_BYTES = 16_000_000;

    private final Path directory;

    DirectoryStore(Path directory) {
        this.directory = requireNonNull(directory, "directory");
    }

    @Override
    public List<String> ids() {
        List<String> ids = new ArrayList<>();
        for (String name : names(directory)) {
            if (ID.matcher(name).matches() && newest(name) > 0) {
                ids.add(name);
            }
        }
        return ids;
    }

    @Override
    public Optional<Head> head(String id, long known) {
        long version = known;
        Optional<Head> head = known == 0 ? Optional.empty() : look(id, known);
        if (head.isEmpty()) { // unknown, or somebody took files away
            version = newest(id);
            head = version == 0 ? Optional.empty() : look(id, version);
        }
        while (head.isPresent()) {
            Optional<Head> next = look(id, version + 1);
            if (next.isEmpty()) {
                return head;
            }
            head = next;
            version++;
        }
        return head;
    }

    private Optional<Head> look(String id, long version) {
        Path file = file(id, version);
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            long changed = attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
            return Optional.of(new Head(version, changed * 31 + attributes.size()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private long newest(String id) {
        long newest = 0;
        for (String name : names(directory.resolve(id))) {
            Matcher version = VERSION.matcher(name);
            if (version.matches()) {
                newest = Math.max(newest, Long.parseLong(version.group(1)));
            }
        }
        return newest;
    }

    private static List<String> names(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            entries.forEach(entry -> names.add(String.valueOf(entry.getFileName())));
            return names;
        } catch (IOException | RuntimeException e) {
            throw unreadable(folder, e);
        }
    }

    @Override
    public String read(String id, long version) {
        Path file = file(id, version);
        // Not a channel: an interrupted thread that reads from one gets no record, and a refusal for the wrong reason.
        try (InputStream in = new FileInputStream(file.toFile())) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new InventoryStorageException(
                        file + " is damaged: expected at most " + MAX_BYTES + " bytes but there are more", null);
            }
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new InventoryStorageException(file + " is damaged: expected UTF-8 but found other bytes", e);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    @Override
    public boolean add(String id, long version, String text) {
        Path file = file(id, version);
        Path folder = directory.resolve(id);
        Path aside = folder.resolve(".new-" + UUID.randomUUID());
        try {
            Files.createDirectories(folder);
            try {
                try (FileOutputStream out = new FileOutputStream(aside.toFile())) {
                    out.write(text.getBytes(UTF_8));
                    out.getFD().sync();
                }
                Files.createLink(file, aside);
            } finally {
                Files.deleteIfExists(aside);
            }
            sync(folder);
            sync(directory);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (UnsupportedOperationException e) {
            throw new InventoryStorageException(directory + ": expected a file system with hard links", e);
        } catch (IOException e) {
            throw new InventoryStorageException("expected a file that can be written: " + file, e);
        }
    }

    /** Makes the names in a folder last; on Windows a folder cannot be opened, and need not be. */
    private static void sync(Path folder) throws IOException {
        if (folder.getFileSystem().getSeparator().equals("/")) {
            try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
                names.force(true);
            }
        }
    }

    private Path file(String id, long version) {
        String digits = Long.toString(version);
        return directory.resolve(id).resolve("0".repeat(Math.max(0, 6 - digits.length())) + digits + ".json");
    }

    private static InventoryStorageException unreadable(Path file, Exception cause) {
        return new InventoryStorageException("expected a file that can be read: " + file, cause);
    }

    @Override
    public String place(String id, long version) {
        return file(id, version).toString();
    }

    @Override
    public String toString() {
        return "inventory in " + directory;
    }
}
