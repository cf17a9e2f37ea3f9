// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.lora;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A table of numbers.
 *
 * @param type of each number
 * @param dims how many rows and columns; products of them fit an {@code int}
 * @param data the numbers, row by row, little-endian; only read by index
 */
record Tensor(TensorType type, List<Integer> dims, ByteBuffer data) {

    Tensor {
        dims = List.copyOf(dims);
        data = data.slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Returns {@code rows} rows of {@code columns} numbers. */
    static Tensor of(TensorType type, int rows, int columns, float[] values) {
        ByteBuffer data = ByteBuffer.allocate(Math.multiplyExact(values.length, type.size()))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < values.length; i++) {
            type.put(data, i * type.size(), values[i]);
        }
        return new Tensor(type, List.of(rows, columns), data);
    }

    int rows() {
        return dims.get(0);
    }

    int columns() {
        return dims.get(1);
    }

    boolean isMatrix() {
        return dims.size() == 2;
    }

    /** Returns the numbers, row by row. */
    float[] floats() {
        float[] values = new float[data.capacity() / type.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = type.get(data, i * type.size());
        }
        return values;
    }

    /** Returns this matrix with its rows as columns. */
    Tensor transposed() {
        float[] old = floats();
        float[] values = new float[old.length];
        int rows = rows();
        int columns = columns();
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                values[column * rows + row] = old[row * columns + column];
            }
        }
        return of(type, columns, rows, values);
    }

    /** Returns this matrix with every number times {@code factor}. */
    Tensor scaled(TensorType newType, double factor) {
        float[] values = floats();
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (values[i] * factor);
        }
        return of(newType, rows(), columns(), values);
    }
}
