// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.audit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The checkpoints that were taken, in a file of the log's directory. */
final class CheckpointFile implements Closeable {

    private static final String MEMBER = "checkpoint";

    private final LogFile file;
    private long length;

    private CheckpointFile(LogFile file, long length) {
        this.file = file;
        this.length = length;
    }

    /**
     * What a file holds.
     *
     * @param checkpoints in order
     * @param length how much of the file is whole
     */
    record Contents(List<Checkpoint> checkpoints, int length) {}

    static Contents read(Path path) throws IOException {
        if (!Files.exists(path)) {
            return new Contents(List.of(), 0);
        }
        byte[] bytes = Segments.read(path);
        List<Checkpoint> checkpoints = new ArrayList<>();
        int length = 0;
        Optional<Frames.Item> item = Frames.at(bytes, 0);
        while (item.isPresent() && item.get() instanceof Frames.Whole whole) {
            checkpoints.add(parse(whole, path));
            length = whole.end();
            item = Frames.at(bytes, length);
        }
        if (item.isPresent() && item.get() instanceof Frames.Bad bad) {
            throw damaged(path, bad.offset(), null);
        }
        return new Contents(checkpoints, length);
    }

    private static Checkpoint parse(Frames.Whole whole, Path path) {
        try {
            return Checkpoint.parse(
                    RecordJson.tree(whole.payload()).required(MEMBER).asText());
        } catch (IOException | IllegalArgumentException e) {
            throw damaged(path, whole.offset(), e);
        }
    }

    private static AuditException damaged(Path path, int offset, @Nullable Exception cause) {
        String message = "the checkpoint at byte " + offset + " of " + path + " is not as it was written";
        return cause == null
                ? new AuditException(AuditException.Reason.DAMAGED, message)
                : new AuditException(AuditException.Reason.DAMAGED, message, cause);
    }

    /** Opens the file to add to it, without what a write left that did not get to its end. */
    static CheckpointFile open(Path path, LogFile.Opener opener, long length) throws IOException {
        LogFile file = opener.open(path);
        file.truncate(length);
        return new CheckpointFile(file, length);
    }

    void add(Checkpoint checkpoint) throws IOException {
        byte[] payload = RecordJson.write(json -> {
            json.writeStartObject();
            json.writeStringField(MEMBER, checkpoint.toString());
            json.writeEndObject();
        });
        byte[] frame = Frames.frame(payload);
        try {
            file.append(frame);
            file.force();
            length += frame.length;
        } catch (IOException e) {
            file.truncate(length);
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
