// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.inventory;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What is known of a model before it is built.
 *
 * @param purpose what it is for, in words; not blank
 * @param owner who answers for it, such as a department; not blank
 * @param tier how much harm a wrong answer may do
 * @param vendor whose product it rests on, if it is somebody else's
 */
public record Registration(String purpose, String owner, RiskTier tier, Optional<Vendor> vendor) {

    /** Checks the above. */
    public Registration {
        Checks.requireText(purpose, "purpose");
        Checks.requireText(owner, "owner");
        requireNonNull(tier, "tier");
        requireNonNull(vendor, "vendor");
    }

    /** Returns a registration of a model that rests on no vendor's product. */
    public static Registration of(String purpose, String owner, RiskTier tier) {
        return new Registration(purpose, owner, tier, Optional.empty());
    }

    /** Returns this registration resting on a vendor's product. */
    public Registration withVendor(Vendor newVendor) {
        return new Registration(purpose, owner, tier, Optional.of(newVendor));
    }

    /** Returns this registration with another owner. */
    public Registration withOwner(String newOwner) {
        return new Registration(purpose, newOwner, tier, vendor);
    }

    /**
     * A product of somebody else.
     *
     * @param name of the vendor; not blank
     * @param product as the vendor calls it; not blank
     * @param retirement the first day on which the vendor no longer offers it, if it was announced
     */
    public record Vendor(String name, String product, Optional<LocalDate> retirement) {

        /** Checks the above. */
        public Vendor {
            Checks.requireText(name, "name");
            Checks.requireText(product, "product");
            requireNonNull(retirement, "retirement");
        }

        /** Returns a product of which no end is known. */
        public static Vendor of(String name, String product) {
            return new Vendor(name, product, Optional.empty());
        }

        /** Returns this product ending on the day before {@code day}. */
        public Vendor retiringOn(LocalDate day) {
            return new Vendor(name, product, Optional.of(day));
        }
    }
}
