// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.apache.poi.openxml4j.opc.PackageRelationship;
import org.apache.poi.openxml4j.opc.PackageRelationshipTypes;
import org.apache.poi.openxml4j.opc.TargetMode;

/**
 * Reads Word files.
 *
 * <p>POI opens the package; its body is read as a stream of events. POI's own model of it would hold all of it in memory
 * and knows neither the numbers of lists nor what stands in text boxes.
 */
record WordReader(OfficeReader.Target target) {

    void read(OPCPackage opened) throws IOException, OpenXML4JException {
        PackagePart main = main(opened);
        WordStyles styles = WordStyles.none();
        Optional<PackagePart> stylesPart = related(main, "/styles");
        if (stylesPart.isPresent()) {
            try (InputStream in = stylesPart.get().getInputStream()) {
                styles = WordStyles.read(in);
            }
        }
        WordNumbering numbering = WordNumbering.none();
        Optional<PackagePart> numberingPart = related(main, "/numbering");
        if (numberingPart.isPresent()) {
            try (InputStream in = numberingPart.get().getInputStream()) {
                numbering = WordNumbering.read(in);
            }
        }
        WordBody body = new WordBody(target, styles, numbering);
        try (InputStream in = main.getInputStream()) {
            body.read(in);
        }
        for (String notes : new String[] {"/footnotes", "/endnotes"}) {
            Optional<PackagePart> part = related(main, notes);
            if (part.isPresent()) {
                try (InputStream in = part.get().getInputStream()) {
                    body.read(in);
                }
            }
        }
    }

    private static PackagePart main(OPCPackage opened) {
        var parts = opened.getPartsByRelationshipType(PackageRelationshipTypes.CORE_DOCUMENT);
        return parts.isEmpty()
                ? opened.getPartsByRelationshipType(PackageRelationshipTypes.STRICT_CORE_DOCUMENT)
                        .get(0)
                : parts.get(0);
    }

    private static Optional<PackagePart> related(PackagePart main, String typeEnd) throws OpenXML4JException {
        for (PackageRelationship relationship : main.getRelationships()) {
            if (relationship.getRelationshipType().endsWith(typeEnd)
                    && relationship.getTargetMode() == TargetMode.INTERNAL) {
                return Optional.of(main.getRelatedPart(relationship));
            }
        }
        return Optional.empty();
    }
}
