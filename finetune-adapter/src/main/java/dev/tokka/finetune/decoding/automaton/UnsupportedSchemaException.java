// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.decoding.automaton;

/** A JSON schema that tokens cannot be masked by; the message says where and why. See {@link JsonSchemas}. */
public final class UnsupportedSchemaException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String location;

    UnsupportedSchemaException(String location, String problem) {
        super("schema at #" + location + ": " + problem);
        this.location = location;
    }

    /** Returns where in the schema the problem is, as a JSON pointer; empty for the whole schema. */
    public String location() {
        return location;
    }
}
