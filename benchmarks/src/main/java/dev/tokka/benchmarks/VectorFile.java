// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Vectors in a file, so that they are made once.
 *
 * @param file where they are
 */
record VectorFile(Path file) {

    /** Returns the vectors in the file if they were made for {@code key}; else makes them and writes the file. */
    List<float[]> readOrMake(String key, Supplier<List<float[]>> make) throws IOException {
        if (Files.exists(file)) {
            try (DataInputStream in = open()) {
                if (in.readUTF().equals(key)) {
                    return vectors(in);
                }
            }
        }
        List<float[]> made = make.get();
        write(key, made);
        return made;
    }

    /** Returns the vectors in the file, whatever they were made for. */
    List<float[]> read() throws IOException {
        try (DataInputStream in = open()) {
            in.readUTF();
            return vectors(in);
        }
    }

    private DataInputStream open() throws IOException {
        return new DataInputStream(new BufferedInputStream(Files.newInputStream(file)));
    }

    private static List<float[]> vectors(DataInputStream in) throws IOException {
        int count = in.readInt();
        int dimension = in.readInt();
        List<float[]> vectors = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            float[] vector = new float[dimension];
            for (int j = 0; j < dimension; j++) {
                vector[j] = in.readFloat();
            }
            vectors.add(vector);
        }
        return vectors;
    }

    /** Writes beside the file first, so that a run that is stopped leaves no half of one. */
    private void write(String key, List<float[]> vectors) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(unfinished)))) {
            out.writeUTF(key);
            out.writeInt(vectors.size());
            out.writeInt(vectors.get(0).length);
            for (float[] vector : vectors) {
                for (float value : vector) {
                    out.writeFloat(value);
                }
            }
        }
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
