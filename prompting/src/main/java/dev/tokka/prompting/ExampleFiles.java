// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import dev.tokka.prompting.ExampleIndexException.Reason;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.LockObtainFailedException;

/** The files of an index of examples: whose they are, and whether they are whole. */
final class ExampleFiles {

    private static final String COMMIT = "segments_";

    /** Larger files are checked on demand only, because reading them would make opening slow. */
    private static final long LARGEST_AT_OPEN = 32L << 20;

    private ExampleFiles() {}

    /** Opens the last commit in {@code path}; the small files of it are whole. */
    static DirectoryReader open(Path path) {
        requireCommit(path);
        try {
            Directory directory = FSDirectory.open(path); // closed with the reader
            check(directory, false);
            return DirectoryReader.open(directory);
        } catch (IOException e) {
            throw failure(e, "opening the index of examples", path);
        }
    }

    /** Reads all files of the last commit in {@code path} against their checksums. */
    static void verify(Path path) {
        try (Directory directory = FSDirectory.open(path)) {
            check(directory, true);
        } catch (IOException e) {
            throw failure(e, "verifying the index of examples", path);
        }
    }

    private static void requireCommit(Path path) {
        List<String> names = names(path);
        if (names.isEmpty()) {
            throw new ExampleIndexException(
                    Reason.INCOMPATIBLE, "expected an index of examples but there is none, at " + path);
        }
        if (names.stream().noneMatch(name -> name.startsWith(COMMIT))) {
            boolean unfinished = names.stream().allMatch(ExampleFiles::isOfAnIndex);
            throw new ExampleIndexException(
                    unfinished ? Reason.CORRUPT : Reason.INCOMPATIBLE,
                    unfinished
                            ? "expected an index of examples but its build has not ended, or its commit is lost, in "
                                    + path
                            : "expected an index of examples but there are other files, in " + path);
        }
    }

    /**
     * Checks that nobody loses what an index is built over: the directory is missing or empty, or holds an index of
     * examples, or what a build left that was killed.
     */
    static void requireNothingElse(Path path) {
        List<String> names = names(path);
        if (names.stream().anyMatch(name -> name.startsWith(COMMIT))) {
            requireExamples(path);
        } else if (!names.stream().allMatch(ExampleFiles::isOfAnIndex)) {
            throw new ExampleIndexException(
                    Reason.INCOMPATIBLE,
                    "expected an index of examples or an empty directory but there are other files, in " + path);
        }
    }

    private static void requireExamples(Path path) {
        try (Directory directory = FSDirectory.open(path)) {
            check(directory, false);
            ExampleManifest.requireExamples(
                    SegmentInfos.readLatestCommit(directory).getUserData(), path);
        } catch (IOException e) {
            throw failure(e, "opening the index of examples", path);
        }
    }

    private static boolean isOfAnIndex(String name) {
        return name.startsWith("_") || name.startsWith("pending_segments_") || name.equals("write.lock");
    }

    private static List<String> names(Path path) {
        if (Files.notExists(path)) {
            return List.of();
        }
        if (!Files.isDirectory(path)) {
            throw new ExampleIndexException(
                    Reason.INCOMPATIBLE, "expected a directory but there is a file, at " + path);
        }
        try (Stream<Path> entries = Files.list(path)) {
            return entries.map(entry -> String.valueOf(entry.getFileName())).toList();
        } catch (IOException e) {
            throw failure(e, "opening the index of examples", path);
        }
    }

    private static void check(Directory directory, boolean large) throws IOException {
        // Starts again if another process commits and removes files meanwhile.
        new SegmentInfos.FindSegmentsFile<Void>(directory) {
            @Override
            protected Void doBody(String commit) throws IOException {
                checkFile(directory, commit, true);
                for (String file : read(directory, commit).files(false)) {
                    checkFile(directory, file, large);
                }
                return null;
            }
        }.run();
    }

    private static SegmentInfos read(Directory directory, String commit) throws IOException {
        try {
            return SegmentInfos.readCommit(directory, commit);
        } catch (IndexFormatTooNewException | IndexFormatTooOldException e) {
            // A flipped bit can look like another version of Lucene.
            for (String file : directory.listAll()) {
                if (file.endsWith(".si")) {
                    checkFile(directory, file, true);
                }
            }
            throw e;
        }
    }

    private static void checkFile(Directory directory, String file, boolean large) throws IOException {
        try (IndexInput input = directory.openInput(file, IOContext.READONCE)) {
            if (large || input.length() <= LARGEST_AT_OPEN) {
                CodecUtil.checksumEntireFile(input);
            }
        }
    }

    /** Returns what {@code cause} means for the index in {@code path}, while {@code doing} it. */
    static ExampleIndexException failure(IOException cause, String doing, Path path) {
        if (cause instanceof LockObtainFailedException) {
            return new ExampleIndexException(
                    Reason.LOCKED,
                    "expected no other build while " + doing + " but one is under way in " + path,
                    cause);
        }
        if (cause instanceof IndexFormatTooOldException || cause instanceof IndexFormatTooNewException) {
            return new ExampleIndexException(
                    Reason.INCOMPATIBLE,
                    "expected an index of this version of Lucene while " + doing + " but " + cause.getMessage()
                            + ", in " + path,
                    cause);
        }
        if (cause instanceof CorruptIndexException
                || cause instanceof EOFException
                || cause instanceof FileNotFoundException
                || cause instanceof NoSuchFileException) {
            return new ExampleIndexException(
                    Reason.CORRUPT,
                    "expected an undamaged index while " + doing + " but " + cause.getMessage() + ", in " + path,
                    cause);
        }
        return new ExampleIndexException(Reason.STORAGE, doing + " failed with " + cause + ", in " + path, cause);
    }

    /** Closes what {@link #open} has opened. */
    static void close(DirectoryReader reader) throws IOException {
        try {
            reader.close();
        } finally {
            reader.directory().close();
        }
    }

    /** Closes what is of no use any more, because of {@code failure}. */
    static void closeAfter(Exception failure, DirectoryReader reader) {
        try {
            close(reader);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }
}
