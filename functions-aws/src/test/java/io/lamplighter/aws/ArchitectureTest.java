package io.lamplighter.aws;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.lamplighter.events.HouseRules;

@AnalyzeClasses(packages = "io.lamplighter.aws", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchTests HOUSE = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule clients_areBuiltInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage("..aws.clients..")
            .should()
            .callMethodWhere(JavaCall.Predicates.target(DescribedPredicate.and(
                    HasName.Predicates.name("builder"),
                    HasOwner.Predicates.With.owner(simpleNameEndingWith("Client")))))
            .because("a client built elsewhere could reach an account that the settings do not allow");
}
