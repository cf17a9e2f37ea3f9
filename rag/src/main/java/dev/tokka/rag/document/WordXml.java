// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads attributes as Word writes them. */
final class WordXml {

    private WordXml() {}

    /** Returns the value of the attribute {@code name}, whatever its namespace, or null if there is none. */
    static @Nullable String attribute(XMLStreamReader xml, String name) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals(name)) {
                return xml.getAttributeValue(i);
            }
        }
        return null;
    }

    /** Returns whether a property with this value is on: without a value it is. */
    static boolean isOn(@Nullable String value) {
        return value == null || !(value.equals("0") || value.equals("false") || value.equals("off"));
    }

    /** Returns the number that {@code value} is, or {@code otherwise} if it is none from 0 to 99,999. */
    static int number(@Nullable String value, int otherwise) {
        return value != null && value.matches("[0-9]{1,5}") ? Integer.parseInt(value) : otherwise;
    }
}
