// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import dev.tokka.rag.document.DocumentException.Reason;
import java.io.IOException;
import java.io.InputStream;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** XML from a file that is not trusted: nothing is declared, nothing is fetched, nothing is nested without end. */
final class SafeXml {

    private static final int MAX_DEPTH = 500; // parsers that call themselves for each level survive this
    private static final int MAX_NODES = 1_000_000; // elements and attributes of a part that is held in memory whole

    private SafeXml() {}

    /** Returns the events of {@code in}, by the parser of the Java platform, wherever else one is on the class path. */
    static XMLStreamReader reader(InputStream in) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        try {
            return factory.createXMLStreamReader(in);
        } catch (XMLStreamException e) {
            throw new IOException("not XML", e);
        }
    }

    /** Returns the kind of the next event of {@code xml}. */
    static int next(XMLStreamReader xml) throws IOException {
        try {
            return xml.next();
        } catch (XMLStreamException e) {
            throw new IOException("not well-formed", e);
        }
    }

    /**
     * Reads {@code in} to its end and checks that it holds no declaration of a document type, is not nested too deep and,
     * unless it will be {@code streamed}, has few enough nodes.
     */
    static void requireModest(InputStream in, boolean streamed, ReadTimer timer) throws IOException {
        XMLStreamReader xml = reader(in);
        int depth = 0;
        int nodes = 0;
        for (int event = xml.getEventType(); event != XMLStreamConstants.END_DOCUMENT; event = next(xml)) {
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> {
                    nodes += 1 + xml.getAttributeCount();
                    depth++;
                }
                case XMLStreamConstants.END_ELEMENT -> depth--;
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw refused(timer, Reason.MALFORMED, "XML without a document type but there is one");
                default -> {}
            }
            if (depth > MAX_DEPTH) {
                throw refused(timer, Reason.MALFORMED, "XML nested at most " + MAX_DEPTH + " deep but it is deeper");
            }
            if (nodes > MAX_NODES && !streamed) {
                throw refused(timer, Reason.TOO_LARGE, "at most " + MAX_NODES + " nodes of XML but there are more");
            }
        }
    }

    private static DocumentException refused(ReadTimer timer, Reason reason, String detail) {
        return new DocumentException(timer.documentId(), reason, "expected " + detail);
    }
}
