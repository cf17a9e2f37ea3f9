// SPDX-License-Identifier: Apache-2.0
package dev.tokka.config;

import java.util.List;
import java.util.Optional;

/** What a file holds, each part with its place. */
sealed interface Node {

    Place place();

    /** Returns what this is, in words for people; a text is not shown, since it may be a secret in the wrong place. */
    String seen();

    /** Returns the mapping that this is; nothing, as after {@code extractive:}, is one without entries. */
    default Optional<Mapping> mapping() {
        return Optional.empty();
    }

    /** How a single value was written. */
    enum Form {
        TEXT,
        /** A text among data, in which {@code ${NAME}} is no reference. */
        DATA,
        NUMBER,
        TRUTH,
        NOTHING
    }

    /** A single value, as it was written, without quotes. */
    record Scalar(Place place, Form form, String text) implements Node {

        private static final int SHOWN = 60;

        @Override
        public String seen() {
            return switch (form) {
                case TEXT, DATA -> "a text";
                case NUMBER, TRUTH -> text;
                case NOTHING -> "nothing";
            };
        }

        boolean isText() {
            return form == Form.TEXT || form == Form.DATA;
        }

        /** Returns what this is, and what it says, for places that no secret belongs to. */
        String quoted() {
            if (!isText()) {
                return seen();
            }
            return "'" + (text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text) + "'";
        }

        @Override
        public Optional<Mapping> mapping() {
            return form == Form.NOTHING ? Optional.of(new Mapping(place, List.of())) : Optional.empty();
        }
    }

    /** A list. */
    record Sequence(Place place, List<Node> items) implements Node {

        @Override
        public String seen() {
            return "a list";
        }
    }

    /** Values by key, all different, in the order of the file. */
    record Mapping(Place place, List<Entry> entries) implements Node {

        @Override
        public String seen() {
            return "a mapping";
        }

        @Override
        public Optional<Mapping> mapping() {
            return Optional.of(this);
        }

        Optional<Entry> entry(String key) {
            return entries.stream().filter(entry -> entry.key().equals(key)).findFirst();
        }
    }

    /** A key with its own place and its value. */
    record Entry(String key, Place place, Node value) {}
}
