# The libraries of LibTorch that the programs need, beside them under lib/penumbra, with their
# licence. Each finds the others in its own folder ($ORIGIN in its RPATH).
set(PENUMBRA_PRIVATE_LIBRARIES lib/penumbra)
set(CMAKE_INSTALL_RPATH $ORIGIN/../${PENUMBRA_PRIVATE_LIBRARIES})

if(PENUMBRA_LEARN)
  # A wheel keeps further libraries that it is linked with beside the folder of LibTorch.
  file(REAL_PATH ${PENUMBRA_LIBTORCH} libtorch)
  cmake_path(GET libtorch PARENT_PATH libtorch_root)
  if(PENUMBRA_CUDA)
    set(left_out "^$")
  else()
    set(left_out "/lib(cudart|cupti)[.]so")
    foreach(name cudart cupti)
      add_library(placeholder_${name} SHARED packaging/placeholders/${name}.c)
      set_target_properties(placeholder_${name} PROPERTIES OUTPUT_NAME ${name} SOVERSION 13
        LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/placeholders)
      target_link_options(placeholder_${name} PRIVATE
        -Wl,--version-script=${CMAKE_SOURCE_DIR}/packaging/placeholders/${name}.map)
      install(TARGETS placeholder_${name} LIBRARY DESTINATION ${PENUMBRA_PRIVATE_LIBRARIES} NAMELINK_SKIP)
    endforeach()
  endif()
  install(CODE "
    file(GET_RUNTIME_DEPENDENCIES LIBRARIES ${LibTorch_CPU} ${LibTorch_C10} ${LibTorch_CUDA} ${LibTorch_C10_CUDA}
         RESOLVED_DEPENDENCIES_VAR needed UNRESOLVED_DEPENDENCIES_VAR absent)
    list(FILTER needed INCLUDE REGEX \"^${libtorch_root}/\")
    list(FILTER needed EXCLUDE REGEX \"${left_out}\")
    list(APPEND needed ${LibTorch_CPU} ${LibTorch_C10} ${LibTorch_CUDA} ${LibTorch_C10_CUDA})
    list(REMOVE_DUPLICATES needed)
    file(INSTALL DESTINATION \"\${CMAKE_INSTALL_PREFIX}/${PENUMBRA_PRIVATE_LIBRARIES}\" TYPE SHARED_LIBRARY
         FOLLOW_SYMLINK_CHAIN FILES \${needed})")
  file(GLOB licences RELATIVE ${libtorch_root} ${libtorch_root}/torch-*.dist-info/licenses/*)
  foreach(licence ${licences})
    string(REGEX REPLACE "-[^/]*/licenses/" "-" name ${licence})
    install(FILES ${libtorch_root}/${licence} DESTINATION share/doc/penumbra/licences RENAME ${name}.txt)
  endforeach()
endif()
