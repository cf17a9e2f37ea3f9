// SPDX-License-Identifier: Apache-2.0
package dev.tokka.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The types of what may stand in a file of its own. */
final class FileTypes {

    private FileTypes() {}

    static <V> Type<List<V>> rows(List<Setting<?>> columns, Function<? super Settings, ? extends V> make) {
        Type<V> row = ObjectType.of(columns).as(make);
        Type<List<V>> list = CollectionTypes.list(row, 1);
        Type<List<V>> file = ScalarTypes.inFile(new RowFile<>(columns, row)::read);
        Type.Reader<List<V>> reader = (node, reading) -> {
            if (node instanceof Node.Sequence) {
                return list.read(node, reading);
            }
            return node instanceof Node.Scalar scalar && scalar.isText()
                    ? file.read(node, reading)
                    : reading.problems().add(node.place(), "a list, or a file named *.jsonl or *.csv", node.seen());
        };
        return new Type<>(reader, () -> either(list, file));
    }

    static Type<String> json() {
        Type<String> file =
                ScalarTypes.inFile((path, reading) -> TextFile.read(path, NodeReader.MAX_BYTES, reading.problems())
                        .flatMap(text -> text.isBlank()
                                ? reading.problems().add(Place.START, "a JSON document", "a blank file")
                                : Optional.of(Plan.of(text))));
        Type.Reader<String> reader = (node, reading) -> {
            if (node instanceof Node.Mapping) {
                return json(node, reading.problems()).map(JsonNode::toString).map(Plan::of);
            }
            return node instanceof Node.Scalar scalar && scalar.isText()
                    ? file.read(node, reading)
                    : reading.problems().add(node.place(), "a mapping, or a file of JSON", node.seen());
        };
        return new Type<>(reader, () -> either(new Type<>(reader, () -> ScalarTypes.type("object")), file));
    }

    private static ObjectNode either(Type<?> one, Type<?> other) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.putArray("anyOf").add(one.schema()).add(other.schema());
        return schema;
    }

    private static Optional<JsonNode> json(Node node, Problems problems) {
        JsonNodeFactory factory = JsonNodeFactory.instance;
        if (node instanceof Node.Mapping mapping) {
            ObjectNode object = factory.objectNode();
            mapping.entries()
                    .forEach(entry -> json(entry.value(), problems).ifPresent(value -> object.set(entry.key(), value)));
            return Optional.of(object);
        }
        if (node instanceof Node.Sequence sequence) {
            ArrayNode array = factory.arrayNode();
            sequence.items().forEach(item -> json(item, problems).ifPresent(array::add));
            return Optional.of(array);
        }
        Node.Scalar scalar = (Node.Scalar) node;
        return switch (scalar.form()) {
            case TEXT, DATA -> Optional.of(factory.textNode(scalar.text()));
            case TRUTH -> Optional.of(factory.booleanNode(Boolean.parseBoolean(scalar.text())));
            case NOTHING -> Optional.of(factory.nullNode());
            case NUMBER ->
                ScalarTypes.value(scalar)
                        .<JsonNode>map(value -> value.scale() > 0
                                ? factory.numberNode(value)
                                : factory.numberNode(value.toBigIntegerExact()))
                        .or(() -> problems.add(node.place(), "a number that JSON can hold", node.seen()));
        };
    }
}
